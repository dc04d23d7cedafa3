import {describe, expect, it} from 'vitest';
import {placed} from '../src/model/geometry';
import {about, called, type Case, type Fingerprint, following, type Overview, point, some, summary} from '../src/site/doctor';

const was: Fingerprint = {guid: 'old', entity: 'IFCFURNITURE', name: 'Rack 7', type: 'rack', tag: '1007', storey: 'Ground', position: [1, 2.345, 0]};
const one: Case = {ifcGuid: 'old', state: 'open', mapped: ['asset/rack-7'], was, now: null, candidates: [], steps: []};
const overview = (cases: Record<string, number>, trouble: string | null = null): Overview => ({revision: 'r', compared: null, cases, trouble});

describe('the mapping doctor', () => {
  it('says what an element was, without what is not known', () => {
    expect(about(was)).toBe('furniture · rack · tag 1007 · Ground · at 1.00, 2.35, 0.00 m'.replace('2.35', (2.345).toFixed(2)));
    expect(about({...was, type: null, tag: null, storey: null, position: []})).toBe('furniture');
  });

  it('calls an element by its GlobalId where it has no name', () => {
    expect(called(was, 'old')).toBe('Rack 7');
    expect(called({...was, name: ' '}, 'old')).toBe('old');
    expect(called(null, 'new')).toBe('new');
  });

  it('counts what waits, and says what went wrong', () => {
    expect(summary(overview({open: 0, carried: 3}))).toBe('Nothing waits for a decision.');
    expect(summary(overview({open: 1}))).toMatch(/^One mapped element /);
    expect(summary(overview({open: 12}))).toMatch(/^12 mapped elements /);
    expect(summary(overview({open: 0}, 'disk full'))).toContain('disk full');
    expect(some({open: 0, carried: 0})).toBe(false);
    expect(some({open: 0, carried: 1})).toBe(true);
  });

  it('points at the element of now, and at the place of before', () => {
    expect(point(one, 'new')).toEqual({guids: ['new'], at: [1, 2.345, 0]});
    expect(point(one, null)).toEqual({guids: ['old'], at: [1, 2.345, 0]});
    expect(point({...one, was: {...was, position: []}}, null).at).toBeNull();
  });

  it('finds a place in the model among shapes whose origin was moved, and whose y is up', () => {
    expect(placed({origin: [-10, 1, 5]} as never, [12, 3, 2])).toEqual([2, 3, 2]);
  });

  it('leads on to what has moved up when one is decided on', () => {
    expect(following(['b', 'c'], 0)).toBe('b');
    expect(following(['a', 'b'], 2)).toBe('b');
    expect(following([], 0)).toBeNull();
  });
});
