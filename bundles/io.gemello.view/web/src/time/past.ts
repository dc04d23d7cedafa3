import {actions, type Alert} from '../site/alerts';
import {ALERT, type Overrides, type Scheme, type Shade} from '../site/colours';
import {colourOf} from '../site/ramp';
import type {Site} from '../site/site';
import type {Window} from '../site/series';

/** What the model looked like at a moment, in milliseconds. */
export type Past = (moment: number) => Overrides;

/** A transition of an alert, as `/api/gemello/alerts/history` has it. */
export interface Transition {
  number: number;
  alert: string;
  asset: string;
  from: string;
  to: string;
  priority: string;
  message: string;
  time: string;
}

/** One point of a metric with its means. */
export interface Track {
  ifcGuid: string;
  asset: string;
  point: string;
  windows: Window[];
}

const event = (scheme: Scheme, moment: number, elements: Shade[]): Overrides => ({etag: '', full: true, time: new Date(moment).toISOString(), scheme, elements});

/** By a metric, from the means of windows: what has no window then is unknown. */
export function ofMetric(scheme: Scheme, tracks: Track[], every: number): Past {
  const grey = scheme.legend.find(key => key.key === 'unknown')?.rgb ?? null;
  const values = tracks.map(track => new Map(track.windows.map(one => [Math.floor(Date.parse(one.time) / every), one.mean])));
  return moment => event(scheme, moment, tracks.map((track, i) => {
    const value = values[i]!.get(Math.floor(moment / every)) ?? null;
    const rgb = colourOf(scheme, value);
    return {ifcGuid: track.ifcGuid, tag: null, assets: [track.asset], key: rgb ? 'value' : 'unknown', rgb: rgb ?? grey, reason: value === null ? `${track.point} has no value of then` : `${track.point} was ${Number(value.toFixed(2))} on the mean`};
  }));
}

/** The key of a legend for an alert that stands so, as the server gives it to living ones. */
export function keyOf(state: string, priority: string): string {
  switch (state) {
    case 'normal':
      return 'ok';
    case 'unacknowledged':
      return priority;
    case 'acknowledged':
      return 'acknowledged';
    default:
      return actions(state).some(action => action === 'unshelve' || action === 'in-service') ? 'silenced' : 'returned';
  }
}

/**
 * By alerts: those that stood. What had none is left as a shadow, for whether its points were live then is not in the history.
 *
 * @param history of the time that can be asked for @param standing now, for those that did not change in it
 */
export function ofAlerts(scheme: Scheme, site: Site, history: Transition[], standing: Alert[]): Past {
  const lines = new Map<string, Transition[]>();
  [...history].sort((a, b) => a.number - b.number).forEach(one => lines.set(one.alert, [...lines.get(one.alert) ?? [], one]));
  const rank = (key: string) => scheme.legend.findIndex(one => one.key === key);
  return moment => {
    const worst = new Map<string, {key: string; message: string}>();
    const stands = (asset: string, state: string, priority: string, message: string) => {
      const key = keyOf(state, priority);
      const before = worst.get(asset);
      if (key !== 'ok' && (!before || rank(key) < rank(before.key))) {
        worst.set(asset, {key, message});
      }
    };
    lines.forEach(line => {
      const last = line.filter(one => Date.parse(one.time) <= moment).at(-1);
      const first = line[0]!;
      stands(first.asset, last ? last.to : first.from, (last ?? first).priority, (last ?? first).message);
    });
    standing.filter(alert => !lines.has(alert.id)).forEach(alert => stands(alert.asset, alert.state, alert.priority, alert.message));
    return event(scheme, moment, site.assets.filter(asset => asset.ifcGuid).map(asset => {
      const found = worst.get(asset.asset);
      return {ifcGuid: asset.ifcGuid!, tag: null, assets: [asset.asset], key: found?.key ?? 'none', rgb: found ? scheme.legend.find(one => one.key === found.key)?.rgb ?? null : null, reason: found?.message ?? 'no alert stood'};
    }));
  };
}

export const byAlert = (scheme: Scheme): boolean => scheme.name === ALERT;
