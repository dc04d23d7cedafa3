import type {Scheme} from './colours';

const LOWEST = '0';

/** From violet to yellow, evenly bright, told apart with every kind of colour vision. */
export const VIRIDIS = ['#440154', '#472D7B', '#3B528B', '#2C728E', '#21918C', '#28AE80', '#5EC962', '#ADDC30', '#FDE725'];

/** @param share 0 at the low end, 1 at the high one */
export function viridis(share: number): string {
  const place = Math.max(0, Math.min(1, share)) * (VIRIDIS.length - 1);
  const low = Math.min(Math.floor(place), VIRIDIS.length - 2);
  return between(VIRIDIS[low]!, VIRIDIS[low + 1]!, place - low);
}

/** `#RRGGBB` as three bytes. */
export function bytesOf(rgb: string): [number, number, number] {
  const number = parseInt(rgb.slice(1), 16);
  return [number >> 16 & 255, number >> 8 & 255, number & 255];
}

/** The colour of a value by a scheme's legend, between its ticks or in its bands; null where it has no ticks, or the value is none. */
export function colourOf(scheme: Scheme, value: number | null): string | null {
  const ticks = scheme.legend.filter(key => key.value !== null && key.rgb !== null).sort((a, b) => a.value! - b.value!);
  if (value === null || !Number.isFinite(value) || ticks.length === 0) {
    return null;
  }
  // A ramp has a value at each tick; of bands the lowest begins nowhere.
  const lowest = scheme.legend.find(key => key.key === LOWEST);
  if (lowest && lowest.value === null) {
    return ticks.filter(key => key.value! <= value).at(-1)?.rgb ?? lowest.rgb;
  }
  const above = ticks.findIndex(key => key.value! >= value);
  if (above <= 0) {
    return ticks[above === 0 ? 0 : ticks.length - 1]!.rgb;
  }
  const [low, high] = [ticks[above - 1]!, ticks[above]!];
  return between(low.rgb!, high.rgb!, (value - low.value!) / (high.value! - low.value!));
}

export function between(low: string, high: string, share: number): string {
  const channel = (text: string, at: number) => parseInt(text.slice(at, at + 2), 16);
  return '#' + [1, 3, 5].map(at => Math.round(channel(low, at) + share * (channel(high, at) - channel(low, at))).toString(16).padStart(2, '0')).join('').toUpperCase();
}
