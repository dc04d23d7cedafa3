import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {measured, title} from '../app/words';
import type {Merged} from '../model/geometry';
import {all, every} from '../net/server';
import type {Painter} from '../site/paint';
import type {Asset} from '../site/site';
import {background, type Filled, type Strip, strips} from './strips';

const PERIOD_MS = 2000;
/** Cells that a page shows at most. */
const MOST = 2000;

/** A heat map: every coloured asset is a cell in the line of what it is part of, or lies in; probes above each other are strips of the cell. Needs neither WebGL nor a model. */
export class Grid {
  readonly frame = h('div', {class: 'grid', hidden: true});
  private readonly asked;
  private values = new Map<string, Strip[]>();

  constructor(private readonly app: App, private readonly painter: Painter | null, private readonly merged: Merged | null) {
    this.asked = every(PERIOD_MS, () => this.ask(), () => {});
    app.scheme.watch(() => {
      this.values = new Map();
      this.asked.now();
    });
    app.changed.watch(() => this.draw());
    app.wanted.watch(() => this.draw());
    app.chosen.watch(() => this.draw());
  }

  show(shown: boolean): void {
    this.frame.hidden = !shown;
    this.asked.now();
    this.draw();
  }

  /** Values of now; of a past moment the colours alone are known. */
  private async ask(): Promise<void> {
    const {scheme} = this.app.colours;
    if (this.frame.hidden || !scheme || scheme.unit === null || this.app.past.value !== null) {
      this.values = new Map();
      return;
    }
    this.values = strips(scheme, await all<Filled>('/bim/parameters', 'parameters'), guid => this.height(guid));
    this.draw();
  }

  private height(guid: string): number {
    const part = this.painter?.parts(guid)[0];
    return part === undefined ? 0 : this.merged!.parts[part]!.box[4]!;
  }

  private draw(): void {
    if (this.frame.hidden) {
      return;
    }
    const {site, colours} = this.app;
    const groups = new Map<string, Asset[]>();
    site.assets.filter(asset => colours.of(asset.asset).rgb && this.app.fits(asset)).slice(0, MOST).forEach(asset => {
      const line = `${asset.type} ${asset.partOf ?? asset.locatedIn ?? ''}`;
      groups.set(line, [...groups.get(line) ?? [], asset]);
    });
    const lines = [...groups].sort(([a, few], [b, many]) => many.length - few.length || a.localeCompare(b, undefined, {numeric: true}));
    fill(this.frame, lines.map(([key, assets]) => {
      const renew = (line: Element) => this.cells(line.querySelector('ul')!, assets);
      return [key, () => {
        const holder = site.name(assets[0]!.partOf ?? assets[0]!.locatedIn);
        const line = h('section', {}, h('h3', {}, [holder, assets[0]!.type].filter(Boolean).join(': ')), h('ul', {class: 'cells'}));
        renew(line);
        return line;
      }, renew];
    }));
  }

  private cells(list: Element, assets: Asset[]): void {
    assets.sort((a, b) => a.name.localeCompare(b.name, undefined, {numeric: true}));
    fill(list, assets.map(asset => {
      const renew = (item: Element) => this.renew(item.firstElementChild as HTMLElement, asset);
      return [asset.asset, () => {
        const item = h('li', {}, h('button', {type: 'button', 'data-asset': asset.asset, onclick: () => this.app.chosen.set(asset.asset)}, h('i', {class: 'swatch'}), h('span', {class: 'name'}, asset.name), h('span', {class: 'measure'})));
        renew(item);
        return item;
      }, renew];
    }));
  }

  private renew(cell: HTMLElement, asset: Asset): void {
    const look = this.app.colours.of(asset.asset);
    const {scheme} = this.app.colours;
    const probes = this.app.past.value === null ? this.values.get(asset.asset) ?? [] : [];
    const label = scheme?.legend.find(one => one.key === look.key)?.label;
    const swatch = cell.querySelector('.swatch')!;
    swatch.className = `swatch ${look.key}`;
    swatch.setAttribute('style', `background:${probes.length ? background(probes) : look.rgb}`);
    const own = probes.find(one => one.parameter === scheme?.name);
    cell.querySelector('.measure')!.textContent = own && own.value !== null ? measured(own.value, scheme?.unit) : label ?? '';
    cell.title = probes.length > 1 ? probes.map(one => `${title(one.parameter)}: ${one.value === null ? 'unknown' : measured(one.value, scheme?.unit)}`).join(', ') : look.reason;
    cell.setAttribute('aria-current', String(this.app.chosen.value === asset.asset));
  }
}
