import {all, Refused} from '../net/server';

/** A storey or a space of the model, as `/bim/elements` has it. */
interface Spatial {
  ifcGuid: string;
  entity: string;
  name: string | null;
  longName: string | null;
}

const SHOWN: Record<string, string> = {IFCBUILDINGSTOREY: 'Storey', IFCSPACE: 'Space'};

/** The storeys and spaces of the model, by GlobalId, for people to choose from. */
export async function places(): Promise<[string, string][]> {
  const found = await all<Spatial>('/bim/elements?kind=spatial', 'elements').catch(failure => {
    if (failure instanceof Refused && failure.status === 404) {
      return [];
    }
    throw failure;
  });
  const word = (one: Spatial) => [SHOWN[one.entity], one.name, one.longName === one.name ? null : one.longName].filter(Boolean).join(' ');
  return found.filter(one => one.entity in SHOWN).sort((a, b) => a.entity.localeCompare(b.entity) || word(a).localeCompare(word(b), undefined, {numeric: true})).map(one => [one.ifcGuid, word(one)]);
}

/** GlobalIds of what a storey or space holds, at any depth. */
export const members = async (guid: string): Promise<Set<string>> => new Set((await all<{ifcGuid: string}>(`/bim/elements?in=${encodeURIComponent(guid)}`, 'elements')).map(one => one.ifcGuid));
