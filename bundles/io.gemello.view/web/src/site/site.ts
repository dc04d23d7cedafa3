import {all} from '../net/server';

/** A thing in the building, as `/api/gemello/assets` has it. */
export interface Asset {
  asset: string;
  type: string;
  name: string;
  thing: string;
  locatedIn: string | null;
  partOf: string | null;
  feeds: string[];
  ifcGuid: string | null;
  attributes: Record<string, string>;
  retired: boolean;
}

/** All assets, and how they belong together. */
export class Site {
  readonly assets: Asset[];
  private readonly byId = new Map<string, Asset>();
  private readonly inside = new Map<string, string[]>();

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
    return new Site(await all<Asset>('/api/gemello/assets', 'assets'));
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
