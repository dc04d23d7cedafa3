import {describe, expect, it} from 'vitest';
import {background, type Filled, stem, strips} from '../src/grid/strips';
import type {Scheme} from '../src/site/colours';
import {colourOf} from '../src/site/ramp';

const TOP: Scheme = {name: 'DT_InletTop', title: '', unit: 'Cel', legend: [{key: '0', label: '', rgb: '#000000', value: 10}, {key: '1', label: '', rgb: '#0000FF', value: 20}]};
const BANDS: Scheme = {...TOP, legend: [{key: '1', label: 'much', rgb: '#0000FF', value: 20}, {key: '0', label: 'little', rgb: '#000000', value: null}, {key: 'unknown', label: '', rgb: '#BEBEBE', value: null}]};
const filled = (parameter: string, value: number | null, more: Partial<Filled> = {}): Filled => ({parameter, ifcGuid: parameter, asset: 'rack', unit: 'Cel', datatype: 'NUMBER', value, state: 'live', quality: 'good', ...more});
const height = (guid: string) => ({DT_InletTop: 2, DT_InletMiddle: 1, DT_InletBottom: 0})[guid] ?? 9;

describe('heat map', () => {
  it('has the probes of a rack above each other, as they stand', () => {
    const rack = strips(TOP, [filled('DT_InletBottom', 10), filled('DT_InletTop', 20), filled('DT_InletMiddle', 15)], height).get('rack')!;
    expect(rack.map(one => one.value)).toEqual([20, 15, 10]);
    expect(background(rack)).toBe('linear-gradient(to bottom, #0000FF 0% 33.333333333333336%, #000080 33.333333333333336% 66.66666666666667%, #000000 66.66666666666667% 100%)');
  });

  it('leaves out what is measured otherwise, in another unit, or is a state', () => {
    const rack = strips(TOP, [filled('DT_InletTop', 20), filled('DT_Outlet', 40), filled('DT_InletFan', 900, {unit: '/min'}), filled('DT_InletState', null, {datatype: 'TEXT'})], height).get('rack')!;
    expect(rack.map(one => one.parameter)).toEqual(['DT_InletTop']);
  });

  it('has no colour for what is stale or bad: never that of a value', () => {
    const rack = strips(TOP, [filled('DT_InletTop', 20, {state: 'stale'}), filled('DT_InletMiddle', 15, {quality: 'bad'})], height).get('rack')!;
    expect(rack.map(one => [one.value, one.rgb])).toEqual([[null, null], [null, null]]);
  });

  it('a name of one word has no brothers', () => {
    expect(['DT_InletTop', 'DT_Power', 'DT_InletTemperatureMean'].map(stem)).toEqual(['DT_Inlet', 'DT_Power', 'DT_InletTemperature']);
  });
});

it('a band has one colour, whatever the value in it', () => {
  expect([-5, 19.9, 20, 99, null].map(value => colourOf(BANDS, value))).toEqual(['#000000', '#000000', '#0000FF', '#0000FF', null]);
});
