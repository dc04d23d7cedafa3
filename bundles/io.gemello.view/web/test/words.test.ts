import {expect, it} from 'vitest';
import {ago, amount, measured, title, valueIn} from '../src/app/words';
import {towards} from '../src/plan/neighbour';
import {type Guess, row} from '../src/site/guess';
import {actions, type Alert, fresh} from '../src/site/alerts';

it('numbers have as many digits as say something', () => {
  expect([18.16666666, 1234.5678, 0.12345, 7, null, 'open'].map(amount)).toEqual(['18.17', '1234.6', '0.123', '7', '–', 'open']);
  expect(measured(21.5, 'Cel')).toBe('21.5 °C');
  expect(measured(3, '1')).toBe('3');
});

it('times ago are rough', () => {
  expect(ago('2026-01-01T00:00:00Z', Date.parse('2026-01-01T01:59:00Z'))).toBe('1 h');
  expect(ago(null)).toBe('');
});

it('parameters read like words', () => {
  expect([title('DT_InletTop'), title('Alerts')]).toEqual(['Inlet top', 'Alerts']);
});

it('a reason says its value', () => {
  expect(['DT_InletTop (last) is 19.11 °C', 'DT_Outside (mean 15 min) is -3 °C', 'rack-1-inlet was 18.4 on the mean', 'point probe is stale'].map(valueIn)).toEqual(['19.11 °C', '-3 °C', '18.4', '']);
});

it('arrow keys lead to the next in their direction', () => {
  const places = new Map<number, [number, number]>([[0, [0, 0]], [1, [1, 0]], [2, [5, 0]], [3, [1, 2]]]);
  expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'a'].map(key => towards(places, 0, key))).toEqual([1, null, 3, null]);
});

it('what can be done depends on how an alert stands', () => {
  expect(actions('unacknowledged')).toContain('ack');
  expect(actions('acknowledged')).not.toContain('ack');
  expect(actions('latched')).toContain('reset');
  expect(actions('shelved')).toEqual(['unshelve']);
});

it('only what has become unacknowledged is news', () => {
  const alert = (id: string, state: string) => ({id, state}) as Alert;
  expect(fresh([alert('a', 'unacknowledged'), alert('b', 'acknowledged')], [alert('a', 'unacknowledged'), alert('b', 'unacknowledged'), alert('c', 'shelved')]).map(one => one.id)).toEqual(['b']);
});

it('a guess becomes a row of a table, with quotes where they are needed', () => {
  const guess: Guess = {point: 'p', asset: 'a', newAsset: false, feature: 'f', quantity: 'temperature', unit: 'Cel', adapter: 'hall', address: 't#$.a["x,y"]', sourceUnit: '', states: '', value: 1, confidence: 1, why: []};
  expect(row(guess)).toBe('p,a,f,temperature,Cel,hall,"t#$.a[""x,y""]",,');
});
