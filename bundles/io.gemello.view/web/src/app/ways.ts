import {Grid} from '../grid/grid';
import type {Merged} from '../model/geometry';
import {views} from '../panel/views';
import {Plan} from '../plan/plan';
import {ModelView} from '../scene/model-view';
import type {Scheme} from '../site/colours';
import {Painter} from '../site/paint';
import type {App} from './app';
import {h} from './dom';
import {read, type Saved, type Way} from './saved';

/** What can be done with what is drawn. */
export interface Drawn {
  approach: (asset: string) => void;
  theme: () => void;
}

/** The model's shapes in three dimensions, as a plan, or its assets as a heat map, whichever is chosen and can be had. @param merged null without a model @param schemes by which can be coloured */
export function show(app: App, merged: Merged | null, schemes: Scheme[], place: HTMLElement, bar: HTMLElement): Drawn {
  const painter = merged && new Painter(app, merged);
  const plan = merged && painter && new Plan(app, merged, painter);
  const grid = new Grid(app, painter, merged);
  let model: ModelView | null = null;
  let way: Way = 'grid';
  const choose = (wanted: Way) => {
    way = wanted === 'model' && !model ? 'plan' : wanted;
    way = way === 'plan' && !plan ? 'grid' : way;
    Object.entries(buttons).forEach(([name, button]) => button.setAttribute('aria-pressed', String(name === way)));
    model?.frame.toggleAttribute('hidden', way !== 'model');
    plan?.frame.toggleAttribute('hidden', way !== 'plan');
    grid.show(way === 'grid');
    controls.forEach(button => button.toggleAttribute('hidden', way !== 'model'));
    floor.hidden = way !== 'plan';
  };
  const buttons = {model: button('model', 'Model'), plan: button('plan', 'Plan'), grid: button('grid', 'Heat map')};
  function button(name: Way, text: string): HTMLElement {
    return h('button', {type: 'button', id: 'as-' + name, onclick: () => choose(name)}, text);
  }
  const lost = (why: string) => {
    model?.frame.remove();
    model = null;
    buttons.model.hidden = true;
    choose('plan');
    app.say(`${why} The plan shows the same.`);
  };
  const controls = [h('button', {type: 'button', onclick: () => model?.stage.home()}, 'Whole'), h('button', {type: 'button', onclick: () => model?.stage.home(true)}, 'From above'), h('button', {type: 'button', onclick: () => save(model)}, 'Save picture')];
  const floor = h('button', {type: 'button', id: 'floor', 'aria-pressed': 'false', onclick: () => {
    const on = floor.getAttribute('aria-pressed') !== 'true';
    floor.setAttribute('aria-pressed', String(on));
    plan?.floor.show(on);
  }}, 'Floor map');
  const now = (): Saved => ({way, scheme: app.scheme.value, wanted: app.wanted.value, chosen: app.chosen.value, pose: model?.stage.pose ?? null});
  const see = (saved: Saved) => {
    // The scheme comes first: a change of it forgets the state that was looked for.
    if (schemes.some(one => one.name === saved.scheme)) {
      app.scheme.set(saved.scheme);
    }
    app.wanted.set(saved.wanted);
    app.chosen.set(saved.chosen);
    choose(saved.way);
    if (model && saved.pose) {
      model.stage.pose = saved.pose;
    }
  };
  bar.append(...merged ? [buttons.model, buttons.plan] : [], buttons.grid, ...controls, floor, views(app, now, see));
  place.append(grid.frame);
  if (merged && painter && plan) {
    try {
      model = new ModelView(app, merged, painter, () => lost('The browser has taken its drawing context away.'));
      place.append(model.frame, plan.frame);
      model.theme();
      model.stage.home();
      choose('model');
    } catch (none) {
      place.append(plan.frame);
      lost('This browser cannot draw in three dimensions.');
    }
  } else {
    choose('grid');
  }
  const linked = read(location.hash);
  if (linked) {
    see(linked);
  }
  // For who measures from outside: the page itself does not use it.
  Object.assign(window, {gemello: {
    cost: () => model?.cost,
    pace: (pictures: number) => model?.stage.pace(pictures),
    place: (asset: string) => {
      const part = painter?.partsOfAsset(asset)[0];
      return part === undefined ? null : model?.stage.place(part);
    },
  }});
  return {approach: asset => model?.approach(asset), theme: () => model?.theme()};
}

function save(model: ModelView | null): void {
  if (model) {
    h('a', {href: model.stage.picture(), download: `gemello ${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.png`}).click();
  }
}
