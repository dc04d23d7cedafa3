import './view.css';
import {App} from './app/app';
import {h} from './app/dom';
import {themeChoice} from './app/theme';
import {type Drawn, show} from './app/ways';
import {clock} from './app/words';
import {load} from './model/load';
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
import {fresh, load as loadAlerts} from './site/alerts';
import {Colours, type Overrides, type Scheme} from './site/colours';
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
