import type {Site} from './site';

/** An entry of a legend. `rgb` is null for what is not coloured, `value` for what is no number. */
export interface Key {
  key: string;
  label: string;
  rgb: string | null;
  value: number | null;
}

export interface Scheme {
  name: string;
  title: string;
  unit: string | null;
  legend: Key[];
}

/** The colour of an element in the scheme that is shown. */
export interface Shade {
  ifcGuid: string;
  tag: string | null;
  assets: string[];
  key: string;
  rgb: string | null;
  reason: string;
}

export interface Overrides {
  etag: string;
  full: boolean;
  time: string;
  scheme: Scheme;
  elements: Shade[];
}

/** What an asset looks like: its own colour, or that of something in it. */
export interface Look {
  key: string;
  rgb: string | null;
  reason: string;
}

export const ALERT = 'alert';
const NONE: Look = {key: 'none', rgb: null, reason: 'nothing is measured here'};

/** The colours of all elements, kept up to date by what the server tells, and of the assets that they show. */
export class Colours {
  readonly shades = new Map<string, Shade>();
  private readonly ofAsset = new Map<string, Set<string>>();
  private readonly looks = new Map<string, Look>();
  scheme: Scheme | null = null;
  time: string | null = null;

  constructor(private readonly site: Site) {}

  /** Returns the GlobalIds of elements that look other than before. */
  hear(event: Overrides, full: boolean): Set<string> {
    const changed = new Set<string>();
    if (full) {
      this.shades.forEach((_, guid) => changed.add(guid));
      this.shades.clear();
      this.ofAsset.clear();
    }
    this.scheme = event.scheme ?? this.scheme;
    this.time = event.time ?? this.time;
    for (const shade of event.elements) {
      this.shades.set(shade.ifcGuid, shade);
      changed.add(shade.ifcGuid);
      for (const asset of shade.assets) {
        const elements = this.ofAsset.get(asset) ?? new Set();
        this.ofAsset.set(asset, elements.add(shade.ifcGuid));
      }
    }
    const touched = full ? this.site.assets.map(asset => asset.asset) : [...new Set(event.elements.flatMap(shade => shade.assets))];
    touched.forEach(asset => this.looks.set(asset, this.look(asset)));
    for (const asset of this.site.withHolders(touched)) {
      changed.add(this.site.asset(asset)!.ifcGuid ?? asset);
    }
    return changed;
  }

  /** After assets have found other elements: every one is looked at anew. Returns the GlobalIds that may look other than before. */
  again(): Set<string> {
    this.site.assets.forEach(({asset}) => this.looks.set(asset, this.look(asset)));
    return new Set([...this.shades.keys(), ...this.site.assets.map(one => one.ifcGuid ?? one.asset)]);
  }

  /** Elements of an asset: its own, and those of its points. */
  elements(asset: string): string[] {
    return [...this.ofAsset.get(asset) ?? []];
  }

  of(asset: string): Look {
    return this.looks.get(asset) ?? NONE;
  }

  private rank(key: string): number {
    const place = this.scheme?.legend.findIndex(one => one.key === key) ?? -1;
    return place < 0 ? Number.MAX_SAFE_INTEGER : place;
  }

  /**
   * By alerts an asset looks like the most urgent of its points; by a metric as its own element does, else as the one that has the
   * value: the probe at a rack colours the rack.
   */
  private look(asset: string): Look {
    const own = this.shades.get(this.site.asset(asset)?.ifcGuid ?? '');
    if (this.scheme?.name !== ALERT) {
      return own?.rgb ? own : this.elements(asset).sort().map(guid => this.shades.get(guid)!).find(shade => shade.rgb) ?? own ?? NONE;
    }
    let worst: Look = own ?? NONE;
    for (const guid of this.elements(asset)) {
      const shade = this.shades.get(guid)!;
      if (shade.rgb && this.rank(shade.key) < this.rank(worst.key)) {
        worst = shade;
      }
    }
    return worst;
  }

  /** What is within a closed box shows on the box: what a rack holds may not hide in it. */
  withContents(asset: string): Look {
    let worst = this.of(asset);
    if (this.scheme?.name === ALERT) {
      for (const inside of this.site.contents(asset)) {
        const look = this.of(inside);
        if (look.rgb && this.rank(look.key) < this.rank(worst.key)) {
          worst = {...look, reason: `${this.site.name(inside)}: ${look.reason}`};
        }
      }
    }
    return worst;
  }

  /** How many assets have each key. */
  counts(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const asset of this.site.assets) {
      const key = this.of(asset.asset).key;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }
}
