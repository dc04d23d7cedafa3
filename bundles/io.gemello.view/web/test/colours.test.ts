import {describe, expect, it} from 'vitest';
import {ALERTS, colours, event, INLET} from './some';

describe('colours by alert', () => {
  it('an asset has the most urgent of its own and its probes', () => {
    const now = colours({'guid-rack-1': ['ok', 'rack-1'], probe: ['high', 'rack-1'], 'guid-rack-2': ['ok', 'rack-2']});
    expect(now.of('rack-1')).toMatchObject({key: 'high', reason: 'probe is high'});
    expect(now.of('rack-2').key).toBe('ok');
  });

  it('what stands in a rack shows on the rack, and says what it is', () => {
    const now = colours({'guid-rack-1': ['ok', 'rack-1'], 'guid-server': ['stale', 'server']});
    expect(now.of('rack-1').key).toBe('ok');
    expect(now.withContents('rack-1')).toMatchObject({key: 'stale', reason: 'server: guid-server is stale'});
  });

  it('a change tells the element, its asset and what holds that', () => {
    const now = colours({'guid-rack-1': ['ok', 'rack-1'], 'guid-server': ['ok', 'server']});
    const changed = now.hear(event(ALERTS, {probe: ['high', 'server']}), false);
    expect([...changed].sort()).toEqual(['guid-hall', 'guid-rack-1', 'guid-server', 'probe']);
    expect(now.withContents('rack-1').key).toBe('high');
  });

  it('everything anew forgets what is no longer mapped', () => {
    const now = colours({'guid-rack-1': ['high', 'rack-1']});
    const changed = now.hear(event(ALERTS, {'guid-rack-2': ['ok', 'rack-2']}), true);
    expect(now.of('rack-1').key).toBe('none');
    expect(changed).toContain('guid-rack-1');
  });

  it('counts assets by key', () => {
    const counts = colours({'guid-rack-1': ['high', 'rack-1'], 'guid-rack-2': ['high', 'rack-2']}).counts();
    expect([counts.get('high'), counts.get('none')]).toEqual([2, 3]);
  });
});

describe('colours by a metric', () => {
  it('a rack has the colour of the probe that has the value', () => {
    const now = colours({probe: ['value', 'rack-1']}, INLET);
    expect(now.of('rack-1')).toMatchObject({key: 'value', rgb: '#123456'});
    expect(now.of('rack-2').rgb).toBeNull();
  });

  it('a server does not colour its rack', () => {
    expect(colours({'guid-server': ['value', 'server']}, INLET).withContents('rack-1').rgb).toBeNull();
  });
});
