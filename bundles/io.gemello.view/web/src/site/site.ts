import {all} from '../net/server';

/** What `/bim/mapping` says of an asset; only what is used here. */
interface Mapped {
  id: string;
  ifcGuid: string | null;
}

/** A thing in the building, as `/api/gemello/assets` has it. */
export interface Asset {
  asset: string;
  type: string;
  name: string;
  thing: string;
  locatedIn: string | null;
  partOf: string | null;
  feeds: string[];
  /** Of its element in the model, as columns, rules and people have it. */
  ifcGuid: string | null;
  attributes: Record<string, string>;
  retired: boolean;
}

/** All assets, and how they belong together. */
export class Site {
  readonly assets: Asset[];
  private readonly byId = new Map<string, Asset>();
  private readonly inside = new Map<string, string[]>();
  private readonly held = new Map<string, Set<string>>();

  constructor(all: Asset[]) {
    this.assets = all.filter(one => !one.retired);
    this.assets.forEach(one => this.byId.set(one.asset, one));
    for (const one of this.assets) {
      if (one.locatedIn) {
        this.inside.set(one.locatedIn, [...this.inside.get(one.locatedIn) ?? [], one.asset]);
      }
    }
  }

  static async load(): Promise<Site> {
    const site = new Site(await all<Asset>('/api/gemello/assets', 'assets'));
    await site.remap();
    return site;
  }

  /** Asks which elements the assets are now: rules and people may have found others than the tables name. Tells whether any has changed. */
  async remap(): Promise<boolean> {
    return this.mapped(await all<Mapped>('/bim/mapping?kind=asset', 'mapping'));
  }

  mapped(rows: Mapped[]): boolean {
    let changed = false;
    for (const {id, ifcGuid} of rows) {
      const asset = this.byId.get(id);
      if (asset && asset.ifcGuid !== ifcGuid) {
        asset.ifcGuid = ifcGuid;
        changed = true;
      }
    }
    return changed;
  }

  /** @param guids what a storey or space of the model holds */
  hold(place: string, guids: Set<string>): void {
    this.held.set(place, guids);
  }

  knows(place: string): boolean {
    return this.held.has(place);
  }

  /** Whether a storey or space of the model holds the element; nothing is held as long as nobody has asked what is. */
  holds(place: string, guid: string | null): boolean {
    return guid !== null && (this.held.get(place)?.has(guid) ?? false);
  }

  asset(id: string | null | undefined): Asset | undefined {
    return id == null ? undefined : this.byId.get(id);
  }

  name(id: string | null | undefined): string {
    return this.asset(id)?.name ?? id ?? '';
  }

  /** What is located in it, at any depth. */
  contents(id: string): string[] {
    const found: string[] = [];
    const open = [...this.inside.get(id) ?? []];
    while (open.length && found.length < this.assets.length) {
      const one = open.pop()!;
      found.push(one);
      open.push(...this.inside.get(one) ?? []);
    }
    return found;
  }

  /** They themselves, and what they are located in. */
  withHolders(ids: Iterable<string>): Set<string> {
    const found = new Set<string>();
    for (const id of ids) {
      for (let at = this.byId.get(id); at && !found.has(at.asset); at = this.asset(at.locatedIn)) {
        found.add(at.asset);
      }
    }
    return found;
  }

  types(): string[] {
    return [...new Set(this.assets.map(one => one.type))].sort();
  }

  /** What others are located in, or part of. */
  holders(relation: 'locatedIn' | 'partOf'): string[] {
    return [...new Set(this.assets.map(one => one[relation]).filter((id): id is string => id != null))].sort((a, b) => this.name(a).localeCompare(this.name(b), undefined, {numeric: true}));
  }
}
