import type {App} from '../app/app';
import {h, svg} from '../app/dom';
import {measured} from '../app/words';
import type {Merged} from '../model/geometry';
import {ask, every} from '../net/server';
import type {Painter} from '../site/paint';
import {bytesOf, VIRIDIS, viridis} from '../site/ramp';
import {interpolate, type Probe} from './heat';

const PERIOD_MS = 5000;
/** Cells of the map, at most, on its longer side. */
const CELLS = 160;
const MARGIN = 1.5;
const OPACITY = 200;

interface Value {
  ifcGuid: string;
  unit: string;
  value: number | string | null;
  state: string;
  quality: string;
  point: string;
}

/** The floor between the probes: warm and cold aisles. All probes of the chosen metric's unit count that stand in the model as things of their own. */
export class Floor {
  readonly layer = svg('g', {class: 'floor', 'aria-hidden': 'true'});
  readonly scale = h('p', {class: 'scale', hidden: true});
  private readonly asked;
  private shown = false;

  /** The part on which all stands; probes elsewhere do not count. */
  ground: number | undefined;

  constructor(private readonly app: App, private readonly merged: Merged, private readonly painter: Painter) {
    this.asked = every(PERIOD_MS, () => this.draw(), () => {});
    app.scheme.watch(() => this.asked.now());
  }

  show(shown: boolean): void {
    this.shown = shown;
    this.scale.hidden = !shown;
    this.layer.replaceChildren();
    this.asked.now();
  }

  private async draw(): Promise<void> {
    if (!this.shown) {
      return;
    }
    const unit = this.app.colours.scheme?.unit ?? 'Cel';
    const {parameters} = await ask<{parameters: Value[]}>('/bim/parameters');
    const probes = parameters.filter(one => one.unit === unit && one.state === 'live' && one.quality !== 'bad' && typeof one.value === 'number').flatMap(one => this.probe(one));
    if (!this.shown) {
      return;
    }
    if (probes.length < 3) {
      this.layer.replaceChildren();
      this.scale.textContent = 'There are too few probes of this unit for a map.';
      return;
    }
    this.paint(probes, unit);
  }

  /** Where it stands; what is an asset's own has no place of its own. */
  private probe(value: Value): Probe[] {
    const [left, top, right, bottom] = this.extent();
    return this.painter.parts(value.ifcGuid).filter(part => !this.painter.owned(part)).slice(0, 1).map(part => {
      const {box} = this.merged.parts[part]!;
      return {x: (box[0]! + box[3]!) / 2, y: (box[2]! + box[5]!) / 2, value: value.value as number};
    }).filter(({x, y}) => x >= left && x <= right && y >= top && y <= bottom);
  }

  private extent(): [number, number, number, number] {
    const box = this.ground === undefined ? undefined : this.merged.parts[this.ground]!.box;
    return box ? [box[0]!, box[2]!, box[3]!, box[5]!] : [-Infinity, -Infinity, Infinity, Infinity];
  }

  private paint(probes: Probe[], unit: string): void {
    const edge = this.extent();
    const [left, top] = [Math.max(edge[0], Math.min(...probes.map(one => one.x)) - MARGIN), Math.max(edge[1], Math.min(...probes.map(one => one.y)) - MARGIN)];
    const wide = Math.min(edge[2], Math.max(...probes.map(one => one.x)) + MARGIN) - left;
    const deep = Math.min(edge[3], Math.max(...probes.map(one => one.y)) + MARGIN) - top;
    const step = Math.max(wide, deep) / CELLS;
    const [columns, rows] = [Math.ceil(wide / step), Math.ceil(deep / step)];
    const values = probes.map(one => one.value).sort((a, b) => a - b);
    const [low, high] = [values[0]!, values.at(-1)!];
    const grid = interpolate(probes, left, top, columns, rows, step);
    const picture = h('canvas', {width: columns, height: rows});
    const pen = picture.getContext('2d')!;
    const image = pen.createImageData(columns, rows);
    grid.forEach((value, cell) => {
      if (!Number.isNaN(value)) {
        image.data.set([...bytesOf(viridis((value - low) / (high - low || 1))), OPACITY], cell * 4);
      }
    });
    pen.putImageData(image, 0, 0);
    this.layer.replaceChildren(svg('image', {href: picture.toDataURL('image/png'), x: left, y: top, width: columns * step, height: rows * step, preserveAspectRatio: 'none'}),
      ...probes.map(one => svg('circle', {cx: one.x, cy: one.y, r: 0.05})));
    this.scale.replaceChildren(`Between ${probes.length} probes: ${measured(low, unit)} `, h('span', {class: 'ramp', style: `background:linear-gradient(to right, ${VIRIDIS.join(', ')})`}), ` ${measured(high, unit)}`);
  }
}
