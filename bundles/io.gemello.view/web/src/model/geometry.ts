/** One element of the model: its part of the merged arrays, and the box around it. */
export interface ElementPart {
  guid: string;
  entity: string;
  /** Range in {@link Merged.index}. */
  first: number;
  count: number;
  /** Smallest x, y, z, largest x, y, z, in metres; y is up. */
  box: number[];
}

/** All elements in few arrays, so that few draw calls show them. `part` says for each vertex which element it belongs to. */
export interface Merged {
  parts: ElementPart[];
  positions: Float32Array;
  normals: Int8Array;
  part: Float32Array;
  index: Uint32Array;
  /** Ends of edges, two vertices each. */
  edges: Float32Array;
  edgePart: Float32Array;
  /** Where the model's origin is: what was moved so that numbers stay small. */
  origin: [number, number, number];
}

/** Where a place in the model's coordinates (metres, z is up) is among the shapes. */
export function placed({origin}: Merged, [x, y, z]: number[]): [number, number, number] {
  return [x! + origin[0], z! + origin[1], -y! + origin[2]];
}

/** Grows as numbers come; halves the copies of a plain array. */
class Numbers<A extends Float32Array | Int8Array | Uint32Array> {
  private length = 0;

  constructor(private held: A, private readonly make: (size: number) => A) {}

  room(more: number): number {
    const from = this.length;
    this.length += more;
    if (this.length > this.held.length) {
      const wider = this.make(Math.max(this.length, this.held.length * 2));
      wider.set(this.held);
      this.held = wider;
    }
    return from;
  }

  get array(): A {
    return this.held;
  }

  get size(): number {
    return this.length;
  }

  cut(): A {
    return this.held.slice(0, this.length) as A;
  }
}

const floats = () => new Numbers(new Float32Array(4096), size => new Float32Array(size));

/** Puts the meshes of elements together. */
export class Merger {
  private readonly parts: ElementPart[] = [];
  private readonly positions = floats();
  private readonly normals = new Numbers(new Int8Array(4096), size => new Int8Array(size));
  private readonly part = floats();
  private readonly index = new Numbers(new Uint32Array(4096), size => new Uint32Array(size));
  private readonly edges = floats();
  private readonly edgePart = floats();

  /** All meshes of an element come one after another; a GlobalId that a model has twice makes two parts. */
  begin(guid: string, entity: string): void {
    this.parts.push({guid, entity, first: this.index.size, count: 0, box: [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]});
  }

  /**
   * @param vertices x, y, z and normal of each
   * @param edges pairs of numbers of vertices
   * @param m column-major 4 x 4, without shear
   */
  add(vertices: Float32Array, index: Uint32Array, edges: Uint32Array, m: ArrayLike<number>): void {
    const number = this.parts.length - 1;
    const part = this.parts[number]!;
    const base = this.positions.size / 3;
    const count = vertices.length / 6;
    const at = this.positions.room(count * 3);
    const normalAt = this.normals.room(count * 4);
    const partAt = this.part.room(count);
    const positions = this.positions.array;
    const normals = this.normals.array;
    for (let i = 0; i < count; i++) {
      for (let axis = 0; axis < 3; axis++) {
        const value = m[axis]! * vertices[i * 6]! + m[4 + axis]! * vertices[i * 6 + 1]! + m[8 + axis]! * vertices[i * 6 + 2]! + m[12 + axis]!;
        positions[at + i * 3 + axis] = value;
        part.box[axis] = Math.min(part.box[axis]!, value);
        part.box[axis + 3] = Math.max(part.box[axis + 3]!, value);
        const normal = m[axis]! * vertices[i * 6 + 3]! + m[4 + axis]! * vertices[i * 6 + 4]! + m[8 + axis]! * vertices[i * 6 + 5]!;
        normals[normalAt + i * 4 + axis] = Math.round(Math.max(-1, Math.min(1, normal)) * 127);
      }
    }
    this.part.array.fill(number, partAt, partAt + count);
    const indexAt = this.index.room(index.length);
    for (let i = 0; i < index.length; i++) {
      this.index.array[indexAt + i] = base + index[i]!;
    }
    part.count += index.length;
    const edgeAt = this.edges.room(edges.length * 3);
    const edgePartAt = this.edgePart.room(edges.length);
    for (let i = 0; i < edges.length; i++) {
      const from = (base + edges[i]!) * 3;
      for (let axis = 0; axis < 3; axis++) {
        this.edges.array[edgeAt + i * 3 + axis] = this.positions.array[from + axis]!;
      }
    }
    this.edgePart.array.fill(number, edgePartAt, edgePartAt + edges.length);
  }

  done(origin: [number, number, number] = [0, 0, 0]): Merged {
    return {origin, parts: this.parts, positions: this.positions.cut(), normals: this.normals.cut(), part: this.part.cut(), index: this.index.cut(), edges: this.edges.cut(), edgePart: this.edgePart.cut()};
  }
}
