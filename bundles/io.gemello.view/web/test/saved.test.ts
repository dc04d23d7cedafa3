import {Vector3} from 'three';
import {describe, expect, it} from 'vitest';
import {link, read, type Saved} from '../src/app/saved';
import {fit} from '../src/scene/fit';
import {EVERYTHING} from '../src/site/filter';
import {colours, site} from './some';

describe('kept views', () => {
  const saved: Saved = {way: 'plan', scheme: 'DT_Power', wanted: {...EVERYTHING, text: 'ä & #', type: 'rack'}, chosen: 'rack-1', pose: {from: [1, 2, 3], to: [0, 0, 0]}};

  it('a link brings back what was seen', () => {
    expect(read(link(saved))).toEqual(saved);
  });

  it('what a link says wrongly is as usual, and what is no link is none', () => {
    expect(read('#view=' + encodeURIComponent('{"way": "sideways", "wanted": {"text": 7, "colour": "red"}, "pose": {"from": [1, null, 2], "to": []}}'))).toEqual({way: 'model', scheme: 'alert', wanted: EVERYTHING, chosen: null, pose: null});
    expect(['', '#view=', '#view=%7B', '#view=null', '#view=%', '#other'].map(read)).toEqual([null, null, null, null, null, null]);
  });
});

describe('elements that rules have found', () => {
  it('are the assets\' own from then on', () => {
    const here = site();
    expect(here.mapped([{id: 'rack-1', ifcGuid: 'guid-rack-1'}])).toBe(false);
    expect(here.mapped([{id: 'rack-1', ifcGuid: 'other'}, {id: 'nobody', ifcGuid: 'x'}])).toBe(true);
    expect(here.asset('rack-1')!.ifcGuid).toBe('other');
  });

  it('give the assets their looks', () => {
    const now = colours({'guid-rack-1': ['high', 'rack-1'], found: ['ok', 'nobody']});
    expect(now.of('rack-1').key).toBe('high');
    expect(now.again()).toContain('found');
  });

  it('are within a storey once it is known what that holds', () => {
    const here = site();
    expect(here.holds('storey', 'guid-rack-1')).toBe(false);
    here.hold('storey', new Set(['guid-rack-1']));
    expect([here.holds('storey', 'guid-rack-1'), here.holds('storey', 'guid-rack-2'), here.holds('storey', null)]).toEqual([true, false, false]);
  });
});

it('the whole fits into the picture, and fills it', () => {
  // A square of 2 m, seen from the front at a right angle: half of it is as high as its distance is far.
  const {target, distance} = fit([[-1, 4, 0, 1, 6, 0]], new Vector3(0, 0, 1), Math.PI / 2, 1);
  expect([target.x, target.y, target.z].map(Math.round)).toEqual([0, 5, 0]);
  expect(distance).toBeCloseTo(1);
  // In a picture half as wide it is seen from twice as far away.
  expect(fit([[-1, 4, 0, 1, 6, 0]], new Vector3(0, 0, 1), Math.PI / 2, 0.5).distance).toBeCloseTo(2);
});
