import type {App} from '../app/app';
import {svg} from '../app/dom';
import {type Merged, placed} from '../model/geometry';
import type {Painter} from '../site/paint';

/** Metres. */
const RADIUS = 0.7;

/** What is pointed at, in the plan: frames around elements, and a broken circle where something was. */
export class Pointer {
  readonly layer = svg('g', {class: 'pointer', 'aria-hidden': 'true'});

  constructor(app: App, merged: Merged, painter: Painter) {
    app.pointed.watch(({guids, at}) => {
      const frames = guids.flatMap(guid => painter.parts(guid)).map(part => merged.parts[part]!.box).map(box => svg('rect', {x: box[0]!, y: box[2]!, width: box[3]! - box[0]!, height: box[5]! - box[2]!}));
      const [x, , y] = at ? placed(merged, at) : [0, 0, 0];
      this.layer.replaceChildren(...frames, ...at ? [svg('circle', {cx: x, cy: y, r: RADIUS})] : []);
    });
  }
}
