import type {Merged} from '../model/geometry';

/**
 * The nearest element on a ray: boxes first, then the triangles of those that are hit.
 *
 * @param from where the ray begins @param along its direction, of any length
 * @returns number of the part, or -1
 */
export function pick(merged: Merged, from: number[], along: number[], wanted: (part: number) => boolean): number {
  const candidates: {part: number; at: number}[] = [];
  merged.parts.forEach((part, number) => {
    const at = part.count > 0 && wanted(number) ? enters(part.box, from, along) : Infinity;
    if (at < Infinity) {
      candidates.push({part: number, at});
    }
  });
  candidates.sort((a, b) => a.at - b.at);
  let best = -1;
  let nearest = Infinity;
  for (const {part, at} of candidates) {
    if (at >= nearest) {
      break;
    }
    const {first, count} = merged.parts[part]!;
    for (let i = first; i < first + count; i += 3) {
      const hit = crosses(merged, i, from, along);
      if (hit < nearest) {
        nearest = hit;
        best = part;
      }
    }
  }
  return best;
}

/** How far along the ray the box begins; infinite where it is missed or behind. */
function enters(box: number[], from: number[], along: number[]): number {
  let near = 0;
  let far = Infinity;
  for (let axis = 0; axis < 3; axis++) {
    if (along[axis] === 0) {
      if (from[axis]! < box[axis]! || from[axis]! > box[axis + 3]!) {
        return Infinity;
      }
      continue;
    }
    const a = (box[axis]! - from[axis]!) / along[axis]!;
    const b = (box[axis + 3]! - from[axis]!) / along[axis]!;
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far ? near : Infinity;
}

/** How far along the ray it meets a triangle (after Möller and Trumbore); infinite where it does not. */
function crosses(merged: Merged, at: number, from: number[], along: number[]): number {
  const corner = (i: number) => [0, 1, 2].map(axis => merged.positions[merged.index[at + i]! * 3 + axis]!);
  const a = corner(0);
  const e1 = minus(corner(1), a);
  const e2 = minus(corner(2), a);
  const p = cross(along, e2);
  const det = dot(e1, p);
  if (Math.abs(det) < 1e-12) {
    return Infinity;
  }
  const s = minus(from, a);
  const u = dot(s, p) / det;
  const q = cross(s, e1);
  const v = dot(along, q) / det;
  const t = dot(e2, q) / det;
  return u >= 0 && v >= 0 && u + v <= 1 && t > 0 ? t : Infinity;
}

const minus = (a: number[], b: number[]) => a.map((x, i) => x - b[i]!);
const dot = (a: number[], b: number[]) => a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
const cross = (a: number[], b: number[]) => [a[1]! * b[2]! - a[2]! * b[1]!, a[2]! * b[0]! - a[0]! * b[2]!, a[0]! * b[1]! - a[1]! * b[0]!];
