import {describe, expect, it} from 'vitest';
import {edges} from '../src/model/edges';
import {type Merged, Merger} from '../src/model/geometry';
import {pick} from '../src/scene/pick';

/** A cube from 0 to 1, each face with vertices of its own, as web-ifc makes them. */
function cube(): {vertices: Float32Array; index: Uint32Array} {
  const vertices: number[] = [];
  const index: number[] = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const side of [0, 1]) {
      const base = vertices.length / 6;
      for (const [a, b] of [[0, 0], [1, 0], [1, 1], [0, 1]] as const) {
        const at = [0, 0, 0];
        const normal = [0, 0, 0];
        at[axis] = side;
        at[(axis + 1) % 3] = a;
        at[(axis + 2) % 3] = b;
        normal[axis] = side ? 1 : -1;
        vertices.push(...at, ...normal);
      }
      index.push(base, base + (side ? 1 : 2), base + (side ? 2 : 1), base, base + (side ? 2 : 3), base + (side ? 3 : 2));
    }
  }
  return {vertices: new Float32Array(vertices), index: new Uint32Array(index)};
}

const shifted = (x: number, y: number, z: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1];

function row(count: number): Merged {
  const {vertices, index} = cube();
  const merger = new Merger();
  for (let i = 0; i < count; i++) {
    merger.begin(`g${i}`, 'IFCFURNITURE');
    merger.add(vertices, index, edges(vertices, index), shifted(2 * i, 0, 0));
  }
  return merger.done();
}

describe('merged shapes', () => {
  it('every element has its own range, box and number at each vertex', () => {
    const merged = row(300);
    expect(merged.parts).toHaveLength(300);
    expect(merged.parts[299]).toEqual({guid: 'g299', entity: 'IFCFURNITURE', first: 299 * 36, count: 36, box: [598, 0, 0, 599, 1, 1]});
    expect([merged.positions.length, merged.normals.length, merged.part.length, merged.index.length]).toEqual([300 * 72, 300 * 96, 300 * 24, 300 * 36]);
    expect(merged.part[299 * 24]).toBe(299);
    expect(Math.max(...merged.index)).toBe(300 * 24 - 1);
  });

  it('normals turn with the element, its position does not move them', () => {
    const {vertices, index} = cube();
    const merger = new Merger();
    merger.begin('g', 'X');
    merger.add(vertices.slice(0, 24), index.slice(0, 3), new Uint32Array(0), [0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 5, 5, 5, 1]);
    expect([...merger.done().normals.slice(0, 3)]).toEqual([0, -127, 0]);
  });
});

describe('edges', () => {
  it('a cube has twelve, without the diagonals of its faces', () => {
    const {vertices, index} = cube();
    expect(edges(vertices, index).length / 2).toBe(12);
  });

  it('a single triangle has its three', () => {
    const {vertices} = cube();
    expect(edges(vertices, new Uint32Array([0, 1, 2])).length / 2).toBe(3);
  });
});

describe('what is under the pointer', () => {
  it('is the nearest on the ray', () => {
    expect(pick(row(3), [-5, 0.5, 0.5], [1, 0, 0], () => true)).toBe(0);
    expect(pick(row(3), [9, 0.5, 0.5], [-1, 0, 0], () => true)).toBe(2);
  });

  it('is not what may not be picked, what lies behind, or what is missed', () => {
    expect(pick(row(3), [-5, 0.5, 0.5], [1, 0, 0], part => part > 0)).toBe(1);
    expect(pick(row(3), [9, 0.5, 0.5], [1, 0, 0], () => true)).toBe(-1);
    expect(pick(row(3), [-5, 1.5, 0.5], [1, 0, 0], () => true)).toBe(-1);
  });
});
