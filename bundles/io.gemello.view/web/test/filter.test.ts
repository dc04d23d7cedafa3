import {describe, expect, it} from 'vitest';
import {EVERYTHING, fits, narrows, type Wanted} from '../src/site/filter';
import {colours, site} from './some';

const found = (wanted: Partial<Wanted>) => {
  const now = colours({'guid-rack-1': ['high', 'rack-1'], 'guid-rack-2': ['ok', 'rack-2']});
  return site().assets.filter(asset => fits(site(), now, {...EVERYTHING, ...wanted}, asset)).map(asset => asset.asset);
};

describe('filter', () => {
  it('finds all where nothing is looked for, but nothing that is retired', () => {
    expect(found({})).toEqual(['hall', 'row-1', 'rack-1', 'rack-2', 'server']);
    expect(narrows(EVERYTHING)).toBe(false);
  });

  it('finds by every word, in name, id, GlobalId and attributes', () => {
    expect(found({text: 'rack ONE'})).toEqual(['rack-1']);
    expect(found({text: 'nordvik'})).toEqual(['rack-2']);
    expect(found({text: 'guid-server'})).toEqual(['server']);
    expect(found({text: 'rack nothing'})).toEqual([]);
  });

  it('finds what lies in a place, however deep, and what belongs to a row by its rack', () => {
    expect(found({in: 'rack-1'})).toEqual(['server']);
    expect(found({in: 'hall'})).toEqual(['row-1', 'rack-1', 'rack-2', 'server']);
    expect(found({of: 'row-1'})).toEqual(['rack-1', 'server']);
  });

  it('finds by type and state together', () => {
    expect(found({type: 'rack', state: 'high'})).toEqual(['rack-1']);
    expect(found({type: 'row', state: 'high'})).toEqual([]);
  });
});
