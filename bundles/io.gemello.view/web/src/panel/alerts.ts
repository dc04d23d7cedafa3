import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {ago, moment} from '../app/words';
import {act, actions, type Alert} from '../site/alerts';

const WORDS: Record<string, string> = {ack: 'Acknowledge', shelve: 'Shelve', unshelve: 'Unshelve', reset: 'Reset', 'in-service': 'Back in service'};
const TIMES = ['10 min', '30 min', '2 h', '8 h', '1 d'];

/** Alerts with what can be done about them, the most urgent first. @param only those of an asset; null for all */
export function alerts(app: App, only: string | null): {list: HTMLElement; end: () => void} {
  const list = h('ul', {class: 'list alerts', 'aria-label': only ? 'Alerts of this asset' : 'Alerts'});
  const none = h('p', {class: 'soft'}, only ? 'No alert.' : 'No alert stands. All that is watched is normal.');
  const trouble = h('p', {class: 'fault', role: 'status'});
  const endTrouble = app.alertTrouble.watch(why => {
    trouble.textContent = why === null ? '' : `The alerts may be old: ${why}`;
  });
  const endAlerts = app.alerts.watch(all => {
    const shown = only ? all.filter(alert => alert.asset === only) : all;
    none.hidden = shown.length > 0;
    fill(list, shown.map(alert => [`${alert.id} ${alert.state} ${alert.priority} ${alert.message} ${alert.until}`, () => item(app, alert, only === null), old => {
      old.querySelector('time')!.textContent = ago(alert.since);
    }]));
  });
  return {list: h('div', {}, trouble, none, list), end: () => {
    endTrouble();
    endAlerts();
  }};
}

function item(app: App, alert: Alert, withAsset: boolean): HTMLElement {
  const shown = h('li', {class: 'alert ' + alert.state.replace(/ /g, '-'), 'data-alert': alert.id},
    h('p', {class: 'message'}, h('span', {class: 'priority ' + alert.priority}, alert.priority), ' ', alert.message),
    h('p', {class: 'soft'}, withAsset ? h('button', {type: 'button', class: 'link', onclick: () => app.chosen.set(alert.asset)}, app.site.name(alert.asset)) : null, withAsset ? ' · ' : null,
      alert.state, alert.until ? ` until ${moment(alert.until)}` : '', ' · ', h('time', {datetime: alert.since, title: moment(alert.since)}, ago(alert.since))));
  shown.append(h('p', {class: 'actions'}, ...actions(alert.state).map(action => action === 'shelve' ? shelve(app, alert) : button(app, alert, action))));
  return shown;
}

function button(app: App, alert: Alert, action: string): HTMLElement {
  return h('button', {type: 'button', 'data-action': action, 'aria-label': `${WORDS[action]}: ${alert.message}`, onclick: () => done(app, alert, action)}, WORDS[action]);
}

/** Who silences an alert says for how long, and why. */
function shelve(app: App, alert: Alert): HTMLElement {
  const time = h('select', {'aria-label': 'For how long'}, ...TIMES.map(one => h('option', {value: one}, `for ${one}`)));
  const why = h('input', {'aria-label': 'Why', placeholder: 'Why', required: true, maxlength: '200', autocomplete: 'off'});
  return h('details', {class: 'shelve'}, h('summary', {'aria-label': `Shelve: ${alert.message}`}, 'Shelve …'), h('form', {onsubmit: (event: Event) => {
    event.preventDefault();
    void done(app, alert, 'shelve', {time: time.value, comment: why.value});
  }}, time, why, h('button', {}, 'Shelve')));
}

async function done(app: App, alert: Alert, action: string, body: Record<string, string> = {}): Promise<void> {
  await app.attempt(`${alert.message}: ${action === 'ack' ? 'acknowledged' : action === 'shelve' ? `shelved for ${body['time']}` : WORDS[action]!.toLowerCase()}`, () => act(alert, action, body));
  app.refreshAlerts();
}
