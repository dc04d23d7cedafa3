import type {App} from '../app/app';
import type {Merged} from '../model/geometry';
import type {Look} from './colours';

/** How one part of the model is to be shown now. */
export interface Paint {
  look: Look;
  shown: 'ghost' | 'solid' | 'chosen';
}

/** Says for every part of the model whose it is, and how it is to be shown: in its colour, or as a shadow of the building. */
export class Painter {
  private owner: (string | undefined)[] = [];
  private readonly partsOf = new Map<string, number[]>();

  constructor(private readonly app: App, private readonly merged: Merged) {
    merged.parts.forEach((part, number) => this.partsOf.set(part.guid, [...this.partsOf.get(part.guid) ?? [], number]));
    // First of all who watches: others paint by it.
    app.mapped.watch(() => {
      const owned = new Map(app.site.assets.filter(one => one.ifcGuid).map(one => [one.ifcGuid!, one.asset]));
      this.owner = merged.parts.map(part => owned.get(part.guid));
    });
  }

  /** The asset that a part is, or whose point it is. */
  assetOf(part: number): string | undefined {
    return this.owner[part] ?? this.app.colours.shades.get(this.merged.parts[part]?.guid ?? '')?.assets[0];
  }

  /** Whether it is the asset's own, not one of its probes. */
  owned(part: number): boolean {
    return this.owner[part] !== undefined;
  }

  parts(guid: string): number[] {
    return this.partsOf.get(guid) ?? [];
  }

  /** The parts of an asset: its own; where it has none, its points'. */
  partsOfAsset(asset: string): number[] {
    const own = this.parts(this.app.site.asset(asset)?.ifcGuid ?? '');
    return own.length ? own : this.app.colours.elements(asset).flatMap(guid => this.parts(guid));
  }

  paint(part: number): Paint {
    const paint = this.unpointed(part);
    return this.app.pointed.value.guids.includes(this.merged.parts[part]!.guid) ? {...paint, shown: 'chosen'} : paint;
  }

  private unpointed(part: number): Paint {
    const id = this.assetOf(part);
    const asset = this.app.site.asset(id);
    const shade = this.app.colours.shades.get(this.merged.parts[part]!.guid);
    const look = this.owned(part) ? this.app.colours.withContents(id!) : shade;
    if (!asset || !look?.rgb || !this.app.fits(asset)) {
      return {look: look ?? {key: 'none', rgb: null, reason: ''}, shown: asset && asset.asset === this.app.chosen.value && this.owned(part) ? 'chosen' : 'ghost'};
    }
    return {look, shown: asset.asset === this.app.chosen.value ? 'chosen' : 'solid'};
  }
}
