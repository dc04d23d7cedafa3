import {describe, expect, it} from 'vitest';
import {interpolate} from '../src/plan/heat';
import type {Alert} from '../src/site/alerts';
import {colourOf, viridis} from '../src/site/ramp';
import {withGaps} from '../src/site/series';
import {keyOf, ofAlerts, ofMetric, type Transition} from '../src/time/past';
import {ALERTS, INLET, site} from './some';

const MINUTE = 60_000;
const at = (minute: number) => new Date(minute * MINUTE).toISOString();
const mean = (minute: number, value: number) => ({time: at(minute), mean: value, min: value, max: value});
const ramp = {...INLET, legend: [{key: '0', label: '', rgb: '#000000', value: 10}, {key: '1', label: '', rgb: '#0000FF', value: 20}, {key: 'unknown', label: '', rgb: '#BEBEBE', value: null}]};

describe('colours of values', () => {
  it('lie between the ticks, and end with them', () => {
    expect([5, 10, 15, 20, 99, null, NaN].map(value => colourOf(ramp, value))).toEqual(['#000000', '#000000', '#000080', '#0000FF', '#0000FF', null, null]);
    expect([viridis(0), viridis(1), viridis(2)]).toEqual(['#440154', '#FDE725', '#FDE725']);
  });
});

describe('what was', () => {
  it('by a metric is the mean of the window of then, and unknown where there is none', () => {
    const past = ofMetric(ramp, [{ifcGuid: 'g', asset: 'rack-1', point: 'p', windows: [mean(0, 10), mean(20, 20)]}], 10 * MINUTE);
    expect([5, 15, 25].map(minute => past(minute * MINUTE).elements[0]!.rgb)).toEqual(['#000000', '#BEBEBE', '#0000FF']);
    expect(past(15 * MINUTE).elements[0]!.key).toBe('unknown');
  });

  const line = (number: number, minute: number, from: string, to: string): Transition => ({number, alert: 'r@p', asset: 'rack-1', from, to, priority: 'high', message: 'hot', time: at(minute)});

  it('by alerts is how each stood, also before its first change and after its last', () => {
    const past = ofAlerts(ALERTS, site(), [line(2, 30, 'unacknowledged', 'normal'), line(1, 20, 'normal', 'unacknowledged')], []);
    const key = (minute: number) => past(minute * MINUTE).elements.find(one => one.assets[0] === 'rack-1')!.key;
    expect([10, 20, 29, 31].map(key)).toEqual(['none', 'high', 'high', 'none']);
  });

  it('by alerts has those that did not change', () => {
    const past = ofAlerts(ALERTS, site(), [], [{id: 'x', asset: 'rack-2', state: 'unacknowledged', priority: 'high', message: 'long since'} as Alert]);
    expect(past(0).elements.find(one => one.assets[0] === 'rack-2')).toMatchObject({key: 'high', rgb: '#000000', reason: 'long since'});
  });

  it('has the keys that the server gives to living alerts', () => {
    expect(['unacknowledged', 'acknowledged', 'returned unacknowledged', 'latched', 'shelved', 'out of service', 'normal'].map(state => keyOf(state, 'low'))).toEqual(['low', 'acknowledged', 'returned', 'returned', 'silenced', 'silenced', 'ok']);
  });
});

describe('series', () => {
  it('are not drawn over a time without values', () => {
    expect(withGaps([mean(0, 1), mean(5, 2), mean(60, 3)], 5 * MINUTE).map(one => one.mean)).toEqual([1, 2, null, 3]);
  });
});

describe('floor map', () => {
  const probes = [{x: 0.5, y: 0.5, value: 10}, {x: 4.5, y: 0.5, value: 20}];

  it('has a probe\'s value at the probe, between them one between, and none far away', () => {
    const grid = interpolate(probes, 0, 0, 12, 1, 1);
    expect([grid[0], grid[2], grid[4]]).toEqual([10, 15, 20]);
    expect(grid[1]).toBeGreaterThan(10);
    expect(grid[1]).toBeLessThan(15);
    expect(grid[11]).toBeNaN();
  });
});
