import type {App} from '../app/app';
import {h, svg} from '../app/dom';
import type {Merged} from '../model/geometry';
import type {Painter} from '../site/paint';
import {Floor} from './floor';
import {Pointer} from './pointer';
import {towards} from './neighbour';

const MARGIN = 0.8;

/** The hall from above, drawn without WebGL: every asset is a rectangle that can be reached by keys and read aloud. */
export class Plan {
  readonly frame = h('div', {class: 'plan'});
  readonly floor: Floor;
  private readonly pointer: Pointer;
  private readonly numbers: number[];
  private readonly shapes = new Map<number, SVGGElement>();
  private readonly middles = new Map<number, [number, number]>();

  constructor(private readonly app: App, private readonly merged: Merged, private readonly painter: Painter) {
    this.numbers = [...merged.parts.keys()].filter(part => merged.parts[part]!.count > 0);
    const area = (part: number) => {
      const box = merged.parts[part]!.box;
      return (box[3]! - box[0]!) * (box[5]! - box[2]!);
    };
    this.numbers.sort((a, b) => area(b) - area(a));
    this.floor = new Floor(app, merged, painter);
    this.pointer = new Pointer(app, merged, painter);
    app.mapped.watch(() => this.draw());
    app.changed.watch(changed => [...changed].flatMap(guid => painter.parts(guid)).forEach(part => this.paint(part)));
    app.wanted.watch(() => this.paintAll());
    app.chosen.watch(() => this.paintAll());
  }

  /** Anew, where other parts are assets than before. */
  private draw(): void {
    this.shapes.clear();
    this.middles.clear();
    const drawing = svg('svg', {role: 'group', 'aria-label': 'Plan. Arrow keys go from asset to asset, Enter opens the card.', viewBox: this.extent(this.numbers), preserveAspectRatio: 'xMidYMid meet', onkeydown: (event: KeyboardEvent) => this.move(event)});
    // What carries all else lies under the map of the floor, what stands on it above.
    const ground = this.numbers.find(part => !this.painter.owned(part));
    this.floor.ground = ground;
    drawing.append(...ground === undefined ? [] : [this.shadow(ground)], this.floor.layer, ...this.numbers.filter(part => part !== ground).map(part => this.painter.owned(part) && !this.covered(part) ? this.asset(part) : this.shadow(part)), this.pointer.layer);
    this.shapes.values().next().value?.setAttribute('tabindex', '0');
    this.frame.replaceChildren(drawing, this.floor.scale);
    this.paintAll();
  }

  /** What stands within something else, as servers do in racks, cannot be seen from above. */
  private covered(part: number): boolean {
    const {box} = this.merged.parts[part]!;
    const holder = this.app.site.asset(this.painter.assetOf(part))?.locatedIn;
    return holder != null && this.painter.parts(this.app.site.asset(holder)?.ifcGuid ?? '').some(around => {
      const outer = this.merged.parts[around]!.box;
      return outer[0]! <= box[0]! && outer[2]! <= box[2]! && outer[3]! >= box[3]! && outer[5]! >= box[5]!;
    });
  }

  private extent(parts: number[]): string {
    const all = [Infinity, Infinity, -Infinity, -Infinity];
    for (const part of parts) {
      const {box} = this.merged.parts[part]!;
      all[0] = Math.min(all[0]!, box[0]!);
      all[1] = Math.min(all[1]!, box[2]!);
      all[2] = Math.max(all[2]!, box[3]!);
      all[3] = Math.max(all[3]!, box[5]!);
    }
    return parts.length ? [all[0]! - MARGIN, all[1]! - MARGIN, all[2]! - all[0]! + 2 * MARGIN, all[3]! - all[1]! + 2 * MARGIN].join(' ') : '0 0 1 1';
  }

  private rectangle(part: number): SVGRectElement {
    const {box} = this.merged.parts[part]!;
    return svg('rect', {x: box[0]!, y: box[2]!, width: Math.max(0.02, box[3]! - box[0]!), height: Math.max(0.02, box[5]! - box[2]!)});
  }

  private shadow(part: number): SVGGElement {
    return svg('g', {class: 'shadow', 'aria-hidden': 'true'}, this.rectangle(part));
  }

  private asset(part: number): SVGGElement {
    const {box} = this.merged.parts[part]!;
    const id = this.painter.assetOf(part)!;
    const wide = box[3]! - box[0]!;
    const deep = box[5]! - box[2]!;
    const name = this.app.site.name(id);
    const upright = deep > wide;
    const size = Math.min(0.4, Math.min(wide, deep) * 0.5, Math.max(wide, deep) / name.length * 1.6);
    const x = (box[0]! + box[3]!) / 2;
    const y = (box[2]! + box[5]!) / 2;
    const text = svg('text', {x, y, 'font-size': size, 'text-anchor': 'middle', 'dominant-baseline': 'central', transform: upright ? `rotate(-90 ${x} ${y})` : null, 'aria-hidden': 'true'}, name);
    const shape = svg('g', {class: 'asset', role: 'button', tabindex: '-1', 'data-asset': id, onclick: () => this.app.chosen.set(id), onfocus: () => this.only(part)}, svg('title'), this.rectangle(part), size > 0.08 ? text : null);
    this.shapes.set(part, shape);
    this.middles.set(part, [x, y]);
    return shape;
  }

  /** One stop for the tab key; from there arrow keys lead on. */
  private only(part: number): void {
    this.shapes.forEach((shape, other) => shape.setAttribute('tabindex', other === part ? '0' : '-1'));
  }

  private move(event: KeyboardEvent): void {
    const at = [...this.shapes].find(([, shape]) => shape === document.activeElement);
    if (!at) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      this.app.chosen.set(this.painter.assetOf(at[0]) ?? null);
      event.preventDefault();
    }
    const next = towards(this.middles, at[0], event.key);
    if (next !== null) {
      this.shapes.get(next)!.focus();
      event.preventDefault();
    }
  }

  private paintAll(): void {
    this.shapes.forEach((_, part) => this.paint(part));
  }

  private paint(part: number): void {
    const shape = this.shapes.get(part);
    if (shape) {
      const {look, shown} = this.painter.paint(part);
      shape.setAttribute('class', 'asset ' + shown);
      shape.querySelector('rect')!.setAttribute('fill', shown === 'ghost' ? 'none' : look.rgb ?? 'none');
      shape.querySelector('title')!.textContent = `${this.app.site.name(this.painter.assetOf(part))}: ${look.reason}`;
    }
  }
}
