import {BufferAttribute, BufferGeometry, GLSL3, Int8BufferAttribute, type IUniform, LineSegments, Mesh, type Object3D, ShaderMaterial} from 'three';
import type {Merged} from '../model/geometry';
import {FACES, LINES} from './shaders';

/** Bounds of a look's mode: what is seen at all, and what is more than a shadow. */
const SEEN = 0.1;
const SOLID = 0.5;

/** What is drawn of a model, whatever its size: solid faces, edges, and the faces of shadows, in this order. */
export function layers(merged: Merged, uniforms: Record<string, IUniform>): Object3D[] {
  const {positions, normals, part, index, edges, edgePart} = merged;
  const faces = new BufferGeometry();
  faces.setAttribute('position', new BufferAttribute(positions, 3));
  faces.setAttribute('normal', new Int8BufferAttribute(normals, 4, true));
  faces.setAttribute('part', new BufferAttribute(part, 1));
  faces.setIndex(new BufferAttribute(index, 1));
  const lines = new BufferGeometry();
  lines.setAttribute('position', new BufferAttribute(edges, 3));
  lines.setAttribute('part', new BufferAttribute(edgePart, 1));
  const all = [new Mesh(faces, material(uniforms, FACES, SOLID, 1)), new LineSegments(lines, material(uniforms, LINES, SEEN, 1)), new Mesh(faces, material(uniforms, FACES, SEEN, SOLID))];
  all.forEach((drawn, order) => {
    drawn.frustumCulled = false;
    drawn.renderOrder = order;
  });
  return all;
}

function material(uniforms: Record<string, IUniform>, shaders: {vertexShader: string; fragmentShader: string}, least: number, most: number): ShaderMaterial {
  const through = least === SEEN;
  return new ShaderMaterial({...shaders, glslVersion: GLSL3, uniforms: {...uniforms, least: {value: least}, most: {value: most}}, transparent: through, depthWrite: !through, side: 2,
    polygonOffset: !through, polygonOffsetFactor: 1, polygonOffsetUnits: 1});
}
