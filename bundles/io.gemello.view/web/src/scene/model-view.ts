import type {App} from '../app/app';
import {h} from '../app/dom';
import {type Merged, placed} from '../model/geometry';
import type {Pointed} from '../site/doctor';
import type {Painter} from '../site/paint';
import {bytesOf} from '../site/ramp';
import {Mode} from './looks';
import {Marker} from './marker';
import {Stage} from './stage';

const MODES = {ghost: Mode.Ghost, solid: Mode.Solid, chosen: Mode.Selected};
const NEUTRAL = '#9AA7AE';

/** The model in three dimensions, with the colours of now. @throws Error without WebGL 2 */
export class ModelView {
  readonly frame = h('div', {class: 'scene'});
  readonly stage: Stage;
  private last = {changed: 0, millis: 0};

  constructor(app: App, private readonly merged: Merged, private readonly painter: Painter, lost: () => void) {
    const canvas = h('canvas', {tabindex: '0', role: 'img', id: 'canvas', 'aria-label': 'The model. Arrow keys turn it, plus and minus bring it nearer or farther, Home shows the whole. The list of assets has the same content.'});
    this.frame.append(canvas);
    this.stage = new Stage(canvas, merged, part => this.press(app, part), lost);
    this.paintAll();
    app.changed.watch(changed => this.paint([...changed].flatMap(guid => painter.parts(guid))));
    app.wanted.watch(() => this.paintAll());
    app.chosen.watch(() => this.paintAll());
    app.mapped.watch(() => this.paintAll());
    app.pointed.watch(pointed => this.point(pointed));
  }

  private press(app: App, part: number): void {
    if (app.picking.value && part >= 0) {
      app.picking.value(this.merged.parts[part]!.guid);
    } else {
      app.chosen.set(part < 0 ? null : this.painter.assetOf(part) ?? null);
    }
  }

  /** Brings near what is pointed at: an element, else the place where one was. */
  private point({guids, at}: Pointed): void {
    this.paintAll();
    const place = at && placed(this.merged, at);
    this.stage.mark(place);
    const part = guids.flatMap(guid => this.painter.parts(guid))[0];
    if (part !== undefined) {
      this.stage.approach(part);
    } else if (place) {
      this.stage.near(Marker.box(place));
    }
  }

  private paintAll(): void {
    this.paint(this.merged.parts.keys());
  }

  private paint(parts: Iterable<number>): void {
    const begin = performance.now();
    let changed = 0;
    for (const part of parts) {
      changed++;
      const {look, shown} = this.painter.paint(part);
      this.stage.looks.set(part, bytesOf(look.rgb ?? NEUTRAL), MODES[shown]);
    }
    this.stage.whenDrawn(() => {
      this.last = {changed, millis: performance.now() - begin};
    });
    this.stage.redraw();
  }

  theme(): void {
    const styles = getComputedStyle(document.documentElement);
    const colour = (name: string) => styles.getPropertyValue(name).trim();
    this.stage.theme(colour('--ground'), colour('--ghost'), Number(colour('--ghost-share')), colour('--chosen'));
  }

  approach(asset: string): void {
    const part = this.painter.partsOfAsset(asset)[0];
    if (part !== undefined) {
      this.stage.approach(part);
    }
  }

  /** For who measures: draw calls of the last frame; of the last painting how many parts, and the time until they were drawn. */
  get cost(): {drawCalls: number; parts: number; changed: number; millis: number} {
    return {drawCalls: this.stage.drawCalls, parts: this.merged.parts.length, ...this.last};
  }
}
