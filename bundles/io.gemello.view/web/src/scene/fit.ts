import {Vector3} from 'three';

/** Where to look, and from how far away, so that all corners of boxes just fit into the picture, their middle in its middle. @param back from there to the eye, of length 1 @param angle of the picture's height, in radians @param aspect its width by its height */
export function fit(boxes: number[][], back: Vector3, angle: number, aspect: number): {target: Vector3; distance: number} {
  const right = new Vector3(0, 1, 0).cross(back).normalize();
  const up = back.clone().cross(right);
  const target = new Vector3();
  for (const axis of [right, up, back]) {
    const [low, high] = reach(boxes, axis);
    target.addScaledVector(axis, (low + high) / 2);
  }
  const high = Math.tan(angle / 2);
  let distance = 0;
  corners(boxes, corner => {
    const at = corner.sub(target);
    distance = Math.max(distance, at.dot(back) + Math.max(Math.abs(at.dot(up)) / high, Math.abs(at.dot(right)) / (high * aspect)));
  });
  return {target, distance};
}

function corners(boxes: number[][], work: (corner: Vector3) => void): void {
  for (const box of boxes) {
    for (let signs = 0; signs < 8; signs++) {
      work(new Vector3(box[signs & 1 ? 3 : 0], box[signs & 2 ? 4 : 1], box[signs & 4 ? 5 : 2]));
    }
  }
}

/** The least and most of all corners along an axis. */
function reach(boxes: number[][], axis: Vector3): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  corners(boxes, corner => {
    const along = corner.dot(axis);
    low = Math.min(low, along);
    high = Math.max(high, along);
  });
  return [low, high];
}
