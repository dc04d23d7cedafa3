import type {App} from '../app/app';
import {h} from '../app/dom';
import {moment} from '../app/words';
import {all, ask} from '../net/server';
import type {Scheme} from '../site/colours';
import type {Window} from '../site/series';
import {byAlert, ofAlerts, ofMetric, type Past, type Transition} from './past';

const HOURS = 24;
const STEP_MS = 600_000;
const STEPS = HOURS * 3_600_000 / STEP_MS;
const PLAY_MS = 150;
/** Series asked for at a time. */
const AT_ONCE = 4;

/** The last 24 hours: drawn back to, the model shows what was; at the right end it is live. */
export function slider(app: App): HTMLElement {
  const range = h('input', {type: 'range', id: 'time', min: 0, max: STEPS, value: STEPS, 'aria-label': 'Time', oninput: () => void seek(Number(range.value))});
  const label = h('output', {for: 'time'}, 'now');
  const play = h('button', {type: 'button', id: 'play', 'aria-pressed': 'false', onclick: () => run()}, 'Play the day');
  const live = h('button', {type: 'button', id: 'to-live', hidden: true, onclick: () => stop()}, 'Back to now');
  let end = 0;
  let past: Promise<Past> | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  let wanted = STEPS;

  const seek = async (step: number) => {
    wanted = step;
    range.value = String(step);
    if (step >= STEPS) {
      return stop();
    }
    if (!past) {
      end = Math.floor(Date.now() / STEP_MS) * STEP_MS;
      const scheme = app.colours.scheme!;
      label.textContent = 'reading the day …';
      past = load(app, scheme, end);
    }
    app.past.set(end - (STEPS - step) * STEP_MS);
    live.hidden = false;
    try {
      const known = await past;
      // Others may have been asked for since.
      if (wanted === step && app.past.value !== null) {
        label.textContent = moment(app.past.value);
        range.setAttribute('aria-valuetext', label.textContent);
        app.changed.set(app.colours.hear(known(app.past.value), true));
      }
    } catch (failure) {
      app.say((failure as Error).message);
      stop();
    }
  };
  const stop = () => {
    pause();
    wanted = STEPS;
    range.value = String(STEPS);
    past = null;
    live.hidden = true;
    label.textContent = 'now';
    range.setAttribute('aria-valuetext', 'now');
    app.past.set(null);
  };
  const pause = () => {
    clearInterval(timer);
    timer = undefined;
    play.setAttribute('aria-pressed', 'false');
  };
  const run = () => {
    if (timer) {
      return pause();
    }
    play.setAttribute('aria-pressed', 'true');
    let step = wanted >= STEPS ? 0 : wanted;
    timer = setInterval(() => {
      void past?.then(() => {
        step = Math.min(STEPS, step + 1);
        void seek(step);
      });
    }, PLAY_MS);
    void seek(step);
  };
  app.scheme.watch(() => {
    if (app.past.value !== null) {
      stop();
    }
  });
  return h('div', {class: 'time', role: 'group', 'aria-label': 'The last 24 hours'}, play, range, label, live);
}

async function load(app: App, scheme: Scheme, until: number): Promise<Past> {
  const from = new Date(until - HOURS * 3_600_000).toISOString();
  const to = new Date(until + STEP_MS).toISOString();
  const span = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
  if (byAlert(scheme)) {
    return ofAlerts(scheme, app.site, await all<Transition>(`/api/gemello/alerts/history?${span}`, 'history'), app.alerts.value);
  }
  const {parameters} = await ask<{parameters: {ifcGuid: string; asset: string; point: string; datatype: string}[]}>(`/bim/parameters?parameter=${encodeURIComponent(scheme.name)}`);
  if (!parameters.length) {
    throw new Error(`Of ${scheme.title} no history can be shown: no parameter has its name.`);
  }
  const tracks = parameters.map(one => ({...one, windows: [] as Window[]}));
  const open = [...tracks];
  await Promise.all(Array.from({length: AT_ONCE}, async () => {
    for (let track = open.pop(); track; track = open.pop()) {
      track.windows = (await ask<{windows: Window[]}>(`/api/gemello/series/${encodeURIComponent(track.point)}?${span}&every=${STEP_MS / 60_000}m&agg=mean`)).windows;
    }
  }));
  return ofMetric(scheme, tracks, STEP_MS);
}
