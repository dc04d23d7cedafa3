import './view.css';
import {App} from './app/app';
import {h} from './app/dom';
import {read, type Saved, type Way} from './app/saved';
import {themeChoice} from './app/theme';
import {clock} from './app/words';
import {load} from './model/load';
import type {Merged} from './model/geometry';
import {Grid} from './grid/grid';
import {Feed} from './net/feed';
import {ask, every, Refused} from './net/server';
import {alerts} from './panel/alerts';
import {assets} from './panel/assets';
import {card} from './panel/card';
import {doctor} from './panel/doctor';
import {faults} from './panel/faults';
import {legend} from './panel/legend';
import {mapping} from './panel/mapping';
import {tabs} from './panel/tabs';
import {views} from './panel/views';
import {Plan} from './plan/plan';
import {ModelView} from './scene/model-view';
import {fresh, load as loadAlerts} from './site/alerts';
import {Colours, type Overrides, type Scheme} from './site/colours';
import {Painter} from './site/paint';
import {Site} from './site/site';
import {slider} from './time/slider';

const ALERTS_MS = 2000;
const NOTE_MS = 8000;
const root = document.getElementById('app')!;

/** A stream begins with everything, and anew when the mapping has changed. */
async function remap(app: App): Promise<void> {
  if (await app.site.remap().catch(() => false)) {
    app.mapped.set(app.mapped.value + 1);
    app.changed.set(app.colours.again());
  }
}

/** Follows the colours of one scheme, and changes the stream with it. */
function follow(app: App): void {
  let feed: Feed<Overrides> | null = null;
  const open = () => {
    feed?.close();
    feed = null;
    if (app.past.value === null) {
      feed = new Feed<Overrides>(`/bim/overrides?by=${encodeURIComponent(app.scheme.value)}`, (event, full) => {
        app.changed.set(app.colours.hear(event, full));
        if (full) {
          void remap(app);
        }
      }, connected => app.connected.set(connected));
    }
  };
  app.scheme.watch(open);
  let wasPast = false;
  app.past.watch(moment => {
    if ((moment !== null) !== wasPast) {
      wasPast = moment !== null;
      open();
    }
  });
  let first = true;
  const asked = every(ALERTS_MS, async () => {
    const now = await loadAlerts();
    const news = first ? [] : fresh(app.alerts.value, now);
    first = false;
    app.alerts.set(now);
    if (news.length) {
      app.say(news.length === 1 ? `New ${news[0]!.priority} alert: ${news[0]!.message}` : `${news.length} new alerts, the most urgent: ${news[0]!.message}`);
    }
  }, failure => app.alertTrouble.set(failure));
  app.refreshAlerts = asked.now;
}

function header(app: App, changed: () => void): HTMLElement {
  const state = h('span', {class: 'live', id: 'live', role: 'status'});
  const show = () => {
    const past = app.past.value !== null;
    state.className = past ? 'live past' : app.connected.value ? 'live' : 'live off';
    state.textContent = (past ? 'past' : app.connected.value ? 'live' : 'not connected') + (app.colours.time ? `, ${clock(app.colours.time)}` : '');
  };
  app.connected.watch(show);
  app.past.watch(show);
  app.changed.watch(show);
  return h('header', {class: 'top'}, h('h1', {}, 'Gemello'), h('nav', {'aria-label': 'Pages'}, h('a', {href: '/view', 'aria-current': 'page'}, 'View'), h('a', {href: '/'}, 'Points'), h('a', {href: '/health/page'}, 'Health'), h('a', {href: '/system/console'}, 'Console')),
    state, themeChoice(changed), h('form', {method: 'post', action: '/sign-out'}, h('button', {class: 'quiet'}, 'Sign out')));
}

/** What can be done with what is drawn. */
interface Drawn {
  approach: (asset: string) => void;
  theme: () => void;
}

/** The model's shapes in three dimensions, as a plan, or its assets as a heat map, whichever is chosen and can be had. @param merged null without a model @param schemes by which can be coloured */
function show(app: App, merged: Merged | null, schemes: Scheme[], place: HTMLElement, bar: HTMLElement): Drawn {
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

async function start(): Promise<void> {
  const [site, schemes] = await Promise.all([Site.load(), ask<{schemes: Scheme[]}>('/bim/schemes')]);
  const app = new App(site, new Colours(site));
  let drawn: Drawn | null = null;
  const note = h('p', {class: 'note', role: 'status', id: 'note'});
  let fade: ReturnType<typeof setTimeout> | undefined;
  app.note.watch(text => {
    note.textContent = text;
    clearTimeout(fade);
    fade = setTimeout(() => {
      note.textContent = '';
    }, NOTE_MS);
  });
  const all = alerts(app, null);
  const place = h('div', {class: 'stage'});
  const bar = h('div', {class: 'bar', role: 'toolbar', 'aria-label': 'View'});
  const progress = h('progress', {max: 1, value: 0, 'aria-label': 'Reading the model'});
  const loading = h('p', {class: 'loading', role: 'status'}, 'Reading the model …', progress);
  place.append(loading);
  let opened: (name: string) => boolean = () => false;
  const broken = await faults(app, () => opened('faults'));
  const mapped = mapping(app, () => opened('mapping'));
  const cured = doctor(app, () => opened('mapping'), count => panels.badge('mapping', count ? ` ${count}` : ''));
  const refresh = () => {
    mapped.refresh();
    cured.refresh();
  };
  const panels: ReturnType<typeof tabs> = tabs('Panels', [{name: 'assets', title: 'Assets', body: assets(app)}, {name: 'alerts', title: 'Alerts', body: all.list}, ...broken ? [{name: 'faults', title: 'Faults', body: broken}] : [], {name: 'mapping', title: 'Mapping', body: h('div', {}, cured.body, mapped.body)}], name => name === 'mapping' && refresh());
  opened = panels.opened;
  app.alerts.watch(now => panels.badge('alerts', now.length ? ` ${now.length}` : ''));
  root.replaceChildren(header(app, () => app.themes.set(app.themes.value + 1)), h('main', {}, h('div', {class: 'left'}, bar, place, slider(app), legend(app, schemes.schemes)), card(app, asset => drawn?.approach(asset)), h('aside', {'aria-label': 'Panels'}, panels.frame)), note);
  follow(app);
  app.themes.watch(() => drawn?.theme());
  try {
    const model = await load((step, share) => {
      progress.value = step === 'reading' ? share * 0.4 : 0.4 + share * 0.6;
      loading.firstChild!.textContent = step === 'reading' ? 'Reading the model …' : 'Shaping the model …';
    });
    loading.remove();
    app.model.set(model?.info.revision ?? null);
    drawn = show(app, model?.merged ?? null, schemes.schemes, place, bar);
    if (!model) {
      app.say('The site has no model. Put model.ifc into its folder; the heat map and the list have all assets.');
    }
  } catch (failure) {
    loading.className = 'loading fault';
    loading.textContent = 'The model cannot be shown: ' + (failure as Error).message;
  }
  root.dataset['ready'] = 'yes';
}

start().catch(failure => {
  const hint = failure instanceof Refused && failure.status === 404 ? ' Is the feature bim running?' : '';
  root.replaceChildren(h('p', {class: 'fault', role: 'alert'}, `The view cannot start: ${(failure as Error).message}${hint}`));
});
