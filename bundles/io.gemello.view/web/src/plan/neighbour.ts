const WAYS: Record<string, [number, number]> = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** The nearest in an arrow's direction, what lies straight ahead before what lies aside; null for another key or where there is none. */
export function towards(places: Map<number, [number, number]>, from: number, key: string): number | null {
  const way = WAYS[key];
  const here = places.get(from);
  if (!way || !here) {
    return null;
  }
  let best: number | null = null;
  let least = Infinity;
  for (const [number, [x, y]] of places) {
    const ahead = (x - here[0]) * way[0] + (y - here[1]) * way[1];
    const aside = Math.abs((x - here[0]) * way[1]) + Math.abs((y - here[1]) * way[0]);
    const cost = ahead + 3 * aside;
    if (number !== from && ahead > 0.01 && ahead >= aside && cost < least) {
      least = cost;
      best = number;
    }
  }
  return best;
}
