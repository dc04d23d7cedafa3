import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {ago, measured} from '../app/words';
import {all, every} from '../net/server';
import type {Asset} from '../site/site';
import {alerts} from './alerts';
import {chart} from './chart';
import {why} from './why';

const PERIOD_MS = 1000;
const CHART_MS = 60_000;

interface Point {
  point: string;
  feature: string;
  quantity: string;
  unit: string;
  state: string;
  time: string | null;
  value: number | string | null;
  quality: string | null;
  reasons: string[];
}

interface Parameter {
  parameter: string;
  guid: string;
  point: string;
  value: number | string | null;
  unit: string;
  aggregate: string;
}

/** Everything about the chosen asset. @param show brings it near in the model */
export function card(app: App, show: (asset: string) => void): HTMLElement {
  const frame = h('section', {class: 'card', id: 'card', 'aria-label': 'Asset', hidden: true});
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      app.chosen.set(null);
    }
  });
  let end = () => {};
  let opener: HTMLElement | SVGElement | null = null;
  app.chosen.watch(id => {
    end();
    end = () => {};
    const asset = app.site.asset(id);
    if (asset && !frame.contains(document.activeElement)) {
      opener = document.activeElement as HTMLElement | SVGElement | null;
    }
    frame.hidden = !asset;
    frame.replaceChildren();
    if (asset) {
      end = about(app, asset, frame, show);
      frame.querySelector('h2')!.focus();
    } else if (opener?.isConnected) {
      opener.focus();
    }
  });
  return frame;
}

function about(app: App, asset: Asset, frame: HTMLElement, show: (asset: string) => void): () => void {
  const look = h('p', {class: 'look'});
  const values = h('tbody');
  const graph = h('div', {class: 'graph'});
  const parameters = h('tbody');
  const trouble = h('p', {class: 'fault', role: 'status'});
  const own = alerts(app, asset.asset);
  let charted = '';
  const draw = async (point: string) => {
    if (charted !== point) {
      graph.replaceChildren(h('p', {class: 'soft'}, 'Asking for 24 hours …'));
    }
    charted = point;
    try {
      const made = await chart(point, Date.now(), Math.max(240, graph.clientWidth));
      if (charted === point) {
        graph.replaceChildren(made);
      }
    } catch (failure) {
      graph.replaceChildren(h('p', {class: 'fault'}, (failure as Error).message));
    }
    values.querySelectorAll('button').forEach(button => button.setAttribute('aria-pressed', String(button.dataset['point'] === point)));
  };
  frame.append(
    h('header', {}, h('h2', {tabindex: '-1'}, asset.name), h('span', {class: 'soft'}, asset.type), h('button', {type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => app.chosen.set(null)}, '✕')),
    look, why(app, asset) ?? '', h('p', {class: 'actions'}, h('button', {type: 'button', class: 'quiet', onclick: () => show(asset.asset)}, 'Show in model')),
    h('h3', {}, 'Alerts'), own.list,
    h('h3', {}, 'Live values'), h('table', {class: 'values'}, h('thead', {}, h('tr', {}, h('th', {}, 'Point'), h('th', {class: 'number'}, 'Value'), h('th', {class: 'number'}, 'Age'))), values), trouble, graph,
    h('details', {}, h('summary', {}, 'Parameters'), h('table', {}, h('thead', {}, h('tr', {}, h('th', {}, 'Parameter'), h('th', {class: 'number'}, 'Value'))), parameters)),
    h('details', {open: true}, h('summary', {}, 'What it is'), facts(app, asset)));
  const endLook = app.changed.watch(() => {
    const now = app.colours.of(asset.asset);
    look.replaceChildren(h('i', {class: 'swatch', style: now.rgb ? `background:${now.rgb}` : ''}), now.reason);
  });
  const asked = every(PERIOD_MS, async () => {
    const points = await all<Point>(`/api/gemello/points?asset=${encodeURIComponent(asset.asset)}`, 'points');
    fill(values, points.map(point => [point.point, () => valueRow(point, () => void draw(point.point)), old => renew(old, point)]));
    if (!charted && points.length) {
      void draw((points.find(point => point.quantity === 'temperature') ?? points[0]!).point);
    }
    const filled = (await all<Parameter>(`/bim/parameters?asset=${encodeURIComponent(asset.asset)}`, 'parameters'));
    fill(parameters, filled.map(one => [`${one.parameter} ${one.point}`, () => h('tr', {}, h('td', {title: `GUID ${one.guid}, from ${one.point}, ${one.aggregate}`}, one.parameter), h('td', {class: 'number'}, measured(one.value, one.unit))), old => {
      old.lastElementChild!.textContent = measured(one.value, one.unit);
    }]));
  }, failure => {
    trouble.textContent = failure ?? '';
  });
  const redraw = () => {
    if (charted) {
      void draw(charted);
    }
  };
  const endTheme = app.themes.watch(redraw);
  const timer = setInterval(redraw, CHART_MS);
  return () => {
    clearInterval(timer);
    endTheme();
    asked.end();
    endLook();
    own.end();
  };
}

function valueRow(point: Point, draw: () => void): HTMLElement {
  const row = h('tr', {}, h('td', {}, h('button', {type: 'button', class: 'link', 'data-point': point.point, 'aria-pressed': 'false', 'aria-label': `Chart of ${point.feature}`, onclick: draw}, point.feature)), h('td', {class: 'number'}), h('td', {class: 'number soft'}));
  renew(row, point);
  return row;
}

function renew(row: Element, point: Point): void {
  const value = row.children[1] as HTMLElement;
  value.textContent = measured(point.value, point.unit);
  // What is not live or not good must not look as if it were.
  const well = point.state === 'live' && point.quality === 'good';
  row.classList.toggle('grey', !well);
  value.title = [point.state, point.quality, ...point.reasons ?? []].filter(Boolean).join(', ');
  if (!well) {
    value.append(' ', h('small', {}, point.state === 'live' ? point.quality ?? '' : point.state));
  }
  row.children[2]!.textContent = ago(point.time);
}

function facts(app: App, asset: Asset): HTMLElement {
  const link = (id: string) => app.site.asset(id) ? h('button', {type: 'button', class: 'link', onclick: () => app.chosen.set(id)}, app.site.name(id)) : h('span', {}, id);
  const rows: [string, (Node | string)[]][] = [
    ['Twin', [h('a', {href: `/api/2/things/${encodeURIComponent(asset.thing)}`}, asset.thing)]],
    ['GlobalId', asset.ifcGuid ? [h('a', {href: `/bim/elements/${encodeURIComponent(asset.ifcGuid)}`}, asset.ifcGuid)] : ['not in the model']],
    ['Located in', asset.locatedIn ? [link(asset.locatedIn)] : []],
    ['Part of', asset.partOf ? [link(asset.partOf)] : []],
    ['Feeds', asset.feeds.flatMap((id, i) => i ? [', ', link(id)] : [link(id)])],
    ...Object.entries(asset.attributes).map(([name, value]): [string, (Node | string)[]] => [name, [value]]),
  ];
  return h('dl', {}, ...rows.filter(([, what]) => what.length).flatMap(([name, what]) => [h('dt', {}, name), h('dd', {}, ...what)]));
}
