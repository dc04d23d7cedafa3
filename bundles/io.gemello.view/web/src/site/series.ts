/** What `/api/gemello/series/{point}` says of a window of time. */
export interface Window {
  time: string;
  mean: number | null;
  min: number | null;
  max: number | null;
}

/** With empty windows where there are none, so that no line is drawn over a time of which nobody knows anything. */
export function withGaps(windows: Window[], every: number): Window[] {
  const whole: Window[] = [];
  for (const one of windows) {
    const before = whole.at(-1);
    if (before && Date.parse(one.time) - Date.parse(before.time) > every * 1.5) {
      whole.push({time: new Date(Date.parse(before.time) + every).toISOString(), mean: null, min: null, max: null});
    }
    whole.push(one);
  }
  return whole;
}
