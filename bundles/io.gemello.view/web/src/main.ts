import './view.css';
import {App} from './app/app';
import {h} from './app/dom';
import {themeChoice} from './app/theme';
import {clock} from './app/words';
import {load} from './model/load';
import type {Merged} from './model/geometry';
import {Feed} from './net/feed';
import {ask, every, Refused} from './net/server';
import {alerts} from './panel/alerts';
import {assets} from './panel/assets';
import {card} from './panel/card';
import {faults} from './panel/faults';
import {legend} from './panel/legend';
import {mapping} from './panel/mapping';
import {tabs} from './panel/tabs';
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

/** Follows the colours of one scheme, and changes the stream with it. */
function follow(app: App): void {
  let feed: Feed<Overrides> | null = null;
  const open = () => {
    feed?.close();
    feed = null;
    if (app.past.value === null) {
      feed = new Feed<Overrides>(`/bim/overrides?by=${encodeURIComponent(app.scheme.value)}`, (event, full) => {
        app.changed.set(app.colours.hear(event, full));
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

/** The model's shapes in three dimensions and as a plan, whichever is chosen and can be had. */
function show(app: App, merged: Merged, place: HTMLElement, bar: HTMLElement): {approach: (asset: string) => void; theme: () => void} {
  const painter = new Painter(app, merged);
  const plan = new Plan(app, merged, painter);
  let model: ModelView | null = null;
  const buttons = {model: h('button', {type: 'button', id: 'as-model', onclick: () => choose('model')}, 'Model'), plan: h('button', {type: 'button', id: 'as-plan', onclick: () => choose('plan')}, 'Plan')};
  const choose = (which: 'model' | 'plan') => {
    const now = model && which === 'model' ? 'model' : 'plan';
    buttons.model.setAttribute('aria-pressed', String(now === 'model'));
    buttons.plan.setAttribute('aria-pressed', String(now === 'plan'));
    model?.frame.toggleAttribute('hidden', now !== 'model');
    plan.frame.toggleAttribute('hidden', now !== 'plan');
    controls.forEach(button => button.toggleAttribute('hidden', now !== 'model'));
    floor.hidden = now !== 'plan';
  };
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
    plan.floor.show(on);
  }}, 'Floor map');
  bar.append(buttons.model, buttons.plan, ...controls, floor);
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
  // For who measures from outside: the page itself does not use it.
  Object.assign(window, {gemello: {
    cost: () => model?.cost,
    place: (asset: string) => {
      const part = painter.partsOfAsset(asset)[0];
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
  let drawn: ReturnType<typeof show> | null = null;
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
  const panels = tabs('Panels', [{name: 'assets', title: 'Assets', body: assets(app)}, {name: 'alerts', title: 'Alerts', body: all.list}, ...broken ? [{name: 'faults', title: 'Faults', body: broken}] : [], {name: 'mapping', title: 'Mapping', body: mapped.body}], name => name === 'mapping' && mapped.refresh());
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
    if (model) {
      loading.remove();
      drawn = show(app, model.merged, place, bar);
    } else {
      loading.textContent = 'The site has no model. Put model.ifc into its folder; the list has all assets.';
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
