import {Colours, type Overrides, type Scheme} from '../src/site/colours';
import {type Asset, Site} from '../src/site/site';

export function asset(id: string, more: Partial<Asset> = {}): Asset {
  return {asset: id, type: 'rack', name: id, thing: `org.test:${id}`, locatedIn: null, partOf: null, feeds: [], ifcGuid: `guid-${id}`, attributes: {}, retired: false, ...more};
}

/** A hall with two racks in two rows, and a server in the first. */
export const site = () => new Site([asset('hall', {type: 'hall'}), asset('row-1', {type: 'row', locatedIn: 'hall'}), asset('rack-1', {locatedIn: 'hall', partOf: 'row-1', name: 'Rack one'}),
  asset('rack-2', {locatedIn: 'hall', attributes: {maker: 'Nordvik'}}), asset('server', {type: 'server', locatedIn: 'rack-1'}), asset('gone', {retired: true})]);

export const ALERTS: Scheme = {name: 'alert', title: 'Alerts', unit: null, legend: ['high', 'stale', 'ok'].map((key, i) => ({key, label: key, rgb: `#00000${i}`, value: null}))};
export const INLET: Scheme = {name: 'DT_Inlet', title: 'Inlet', unit: 'Cel', legend: [{key: '1', label: '30', rgb: '#FDE725', value: 30}]};

/** Elements as `guid: key asset`. */
export function event(scheme: Scheme, elements: Record<string, [string, string]>): Overrides {
  return {etag: '1', full: false, time: '2026-01-01T00:00:00Z', scheme, elements: Object.entries(elements).map(([ifcGuid, [key, of]]) => ({ifcGuid, tag: null, assets: [of], key, rgb: key === 'none' ? null : '#123456', reason: `${ifcGuid} is ${key}`}))};
}

export function colours(elements: Record<string, [string, string]>, scheme = ALERTS): Colours {
  const made = new Colours(site());
  made.hear(event(scheme, elements), true);
  return made;
}
