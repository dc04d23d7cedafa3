/** Edges of larger pieces would be more than anybody can see. */
const MOST_TRIANGLES = 20_000;
/** Cosine of 25 degrees: flatter bends are of round things. */
const FLAT = 0.906;
/** Vertices nearer than this are one, in metres. */
const SAME = 1e-4;

/**
 * Where two faces meet at an angle, or a face ends.
 *
 * @param vertices x, y, z and normal of each
 * @returns pairs of numbers of vertices
 */
export function edges(vertices: Float32Array, index: Uint32Array): Uint32Array {
  if (index.length / 3 > MOST_TRIANGLES) {
    return new Uint32Array(0);
  }
  const places = new Map<string, number>();
  const place = new Uint32Array(vertices.length / 6);
  for (let i = 0; i < place.length; i++) {
    const key = [0, 1, 2].map(axis => Math.round(vertices[i * 6 + axis]! / SAME)).join();
    const known = places.get(key);
    place[i] = known ?? i;
    if (known === undefined) {
      places.set(key, i);
    }
  }
  const seen = new Map<number, {normal: number[]; from: number; to: number}>();
  const found: number[] = [];
  for (let t = 0; t < index.length; t += 3) {
    const corners = [place[index[t]!]!, place[index[t + 1]!]!, place[index[t + 2]!]!];
    const normal = normalOf(vertices, corners);
    if (!normal) {
      continue;
    }
    for (let side = 0; side < 3; side++) {
      const from = corners[side]!;
      const to = corners[(side + 1) % 3]!;
      const key = Math.min(from, to) * place.length + Math.max(from, to);
      const other = seen.get(key);
      if (!other) {
        seen.set(key, {normal, from, to});
      } else {
        seen.delete(key);
        if (normal[0]! * other.normal[0]! + normal[1]! * other.normal[1]! + normal[2]! * other.normal[2]! < FLAT) {
          found.push(from, to);
        }
      }
    }
  }
  seen.forEach(open => found.push(open.from, open.to));
  return new Uint32Array(found);
}

function normalOf(vertices: Float32Array, [a, b, c]: number[]): number[] | null {
  const along = (from: number, to: number) => [0, 1, 2].map(axis => vertices[to * 6 + axis]! - vertices[from * 6 + axis]!);
  const u = along(a!, b!);
  const v = along(a!, c!);
  const n = [u[1]! * v[2]! - u[2]! * v[1]!, u[2]! * v[0]! - u[0]! * v[2]!, u[0]! * v[1]! - u[1]! * v[0]!];
  const length = Math.hypot(...n);
  return length === 0 ? null : n.map(x => x / length);
}
