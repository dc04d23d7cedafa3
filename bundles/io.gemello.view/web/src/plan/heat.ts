/** A value at a place of the floor, in metres. */
export interface Probe {
  x: number;
  y: number;
  value: number;
}

/** Farther than this from every probe nobody knows anything, in metres. */
const REACH = 3;
/** Squared distance below which a probe's value is the place's, in m². */
const HERE = 1e-4;

/**
 * Values on a grid between probes, each counting by the inverse square of its distance (Shepard), where one is within reach.
 *
 * @param step width of a cell in metres
 * @returns row by row; NaN where nobody knows
 */
export function interpolate(probes: Probe[], x: number, y: number, columns: number, rows: number, step: number): Float32Array {
  const grid = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      grid[row * columns + column] = at(probes, x + (column + 0.5) * step, y + (row + 0.5) * step);
    }
  }
  return grid;
}

function at(probes: Probe[], x: number, y: number): number {
  let sum = 0;
  let weights = 0;
  let nearest = Infinity;
  for (const probe of probes) {
    const square = (probe.x - x) ** 2 + (probe.y - y) ** 2;
    if (square < HERE) {
      return probe.value;
    }
    nearest = Math.min(nearest, square);
    sum += probe.value / square;
    weights += 1 / square;
  }
  return nearest > REACH * REACH ? NaN : sum / weights;
}
