import type {Colours} from './colours';
import type {Asset, Site} from './site';

/** What is looked for; empty words look for nothing in particular. */
export interface Wanted {
  text: string;
  type: string;
  in: string;
  of: string;
  state: string;
  /** GlobalId of a storey or space of the model. */
  within: string;
}

export const EVERYTHING: Wanted = {text: '', type: '', in: '', of: '', state: '', within: ''};

export const narrows = (wanted: Wanted): boolean => Object.values(wanted).some(word => word !== '');

function words(colours: Colours, asset: Asset): string {
  return [colours.shades.get(asset.ifcGuid ?? '')?.tag ?? '', asset.asset, asset.name, asset.type, asset.thing, asset.ifcGuid ?? '', ...Object.values(asset.attributes)].join('\n').toLowerCase();
}

/** Whether it lies in the place, however deep. */
function within(site: Site, asset: Asset, relation: 'locatedIn' | 'partOf', place: string): boolean {
  let at: Asset | undefined = asset;
  for (let depth = 0; at && depth < 50; depth++) {
    if (at[relation] === place) {
      return true;
    }
    // A server in a rack of a row belongs to the row.
    at = site.asset(at[relation] ?? at.locatedIn);
  }
  return false;
}

export function fits(site: Site, colours: Colours, wanted: Wanted, asset: Asset): boolean {
  return (wanted.type === '' || asset.type === wanted.type)
    && (wanted.in === '' || within(site, asset, 'locatedIn', wanted.in))
    && (wanted.of === '' || within(site, asset, 'partOf', wanted.of))
    && (wanted.within === '' || site.holds(wanted.within, asset.ifcGuid))
    && (wanted.state === '' || colours.of(asset.asset).key === wanted.state)
    && wanted.text.toLowerCase().split(/\s+/).every(word => words(colours, asset).includes(word));
}
