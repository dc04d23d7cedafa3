import type {Scheme} from '../site/colours';
import {colourOf} from '../site/ramp';

/** As `/bim/parameters` has it; only what is used here. */
export interface Filled {
  parameter: string;
  ifcGuid: string;
  asset: string;
  unit: string;
  datatype: string;
  value: number | string | null;
  state: string;
  quality: string | null;
}

/** One value on an asset: the probes of a rack lie above each other. `rgb` is null for what is not live, or no good. */
export interface Strip {
  parameter: string;
  value: number | null;
  rgb: string | null;
}

/** `DT_Inlet` of `DT_InletTop`: what begins alike is measured alike. */
export const stem = (name: string): string => /^(.*[a-z0-9])[A-Z][a-z0-9]*$/.exec(name)?.[1] ?? name;

/**
 * The values of every asset in the colours of a scheme: its own parameter's, and those of parameters that begin alike and have its unit.
 *
 * @param height of an element, in metres; the highest comes first
 */
export function strips(scheme: Scheme, filled: Filled[], height: (ifcGuid: string) => number): Map<string, Strip[]> {
  const begin = stem(scheme.name);
  const alike = (one: Filled) => one.parameter === scheme.name || begin !== scheme.name && begin.length > 'DT_'.length && stem(one.parameter) === begin;
  const found = new Map<string, Filled[]>();
  filled.filter(one => one.datatype === 'NUMBER' && one.unit === scheme.unit && alike(one)).forEach(one => found.set(one.asset, [...found.get(one.asset) ?? [], one]));
  return new Map([...found].map(([asset, all]) => [asset, all.sort((a, b) => height(b.ifcGuid) - height(a.ifcGuid) || a.parameter.localeCompare(b.parameter)).map(one => {
    const known = one.state === 'live' && one.quality !== 'bad' && typeof one.value === 'number';
    return {parameter: one.parameter, value: known ? one.value as number : null, rgb: known ? colourOf(scheme, one.value as number) : null};
  })]));
}

/** As a background of equal strips; what nobody knows is hatched grey. */
export const background = (all: Strip[]): string => `linear-gradient(to bottom, ${all.map((one, i) => `${one.rgb ?? '#0000'} ${100 * i / all.length}% ${100 * (i + 1) / all.length}%`).join(', ')})`;
