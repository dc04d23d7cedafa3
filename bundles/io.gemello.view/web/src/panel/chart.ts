import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import {h} from '../app/dom';
import {measured} from '../app/words';
import {ask} from '../net/server';
import {type Window, withGaps} from '../site/series';

const DAY_MS = 86_400_000;
const WINDOW_MS = 300_000;
const HEIGHT = 160;
const TIME = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hour12: false});

/** A point's last 24 hours: means of five minutes within the band of what was lowest and highest. */
export async function chart(point: string, until: number, width: number): Promise<HTMLElement> {
  const from = new Date(until - DAY_MS).toISOString();
  const path = `/api/gemello/series/${encodeURIComponent(point)}?from=${encodeURIComponent(from)}&to=${encodeURIComponent(new Date(until).toISOString())}&every=5m&agg=mean,min,max`;
  const answer = await ask<{unit: string; windows: Window[]}>(path);
  const rows = withGaps(answer.windows, WINDOW_MS);
  if (rows.every(row => row.mean == null)) {
    return h('p', {class: 'soft'}, 'No values in the last 24 hours.');
  }
  const column = (name: 'mean' | 'min' | 'max') => rows.map(row => row[name]);
  const low = Math.min(...column('min').filter((x): x is number => x != null));
  const high = Math.max(...column('max').filter((x): x is number => x != null));
  const last = rows.filter(row => row.mean != null).at(-1)!.mean;
  const frame = h('div', {class: 'chart', role: 'img', 'aria-label': `${point}, last 24 hours: lowest ${measured(low, answer.unit)}, highest ${measured(high, answer.unit)}, last ${measured(last, answer.unit)}`});
  const styles = getComputedStyle(document.documentElement);
  const ink = styles.getPropertyValue('--soft').trim();
  const mark = styles.getPropertyValue('--mark').trim();
  const axis = {stroke: ink, grid: {stroke: styles.getPropertyValue('--line').trim(), width: 1}, ticks: {show: false}, font: '11px system-ui'};
  new uPlot({
    width, height: HEIGHT, legend: {show: false}, cursor: {y: false},
    axes: [{...axis, space: 60, values: (_: uPlot, times: number[]) => times.map(time => TIME.format(time * 1000))}, {...axis, size: 48, values: (_: uPlot, values: number[]) => values.map(value => `${value}`)}],
    series: [{}, {stroke: mark, width: 1.5, points: {show: false}}, {stroke: mark + '00', points: {show: false}}, {stroke: mark + '00', points: {show: false}}],
    bands: [{series: [3, 2], fill: mark + '40'}],
  }, [rows.map(row => Date.parse(row.time) / 1000), column('mean'), column('min'), column('max')], frame);
  frame.append(h('p', {class: 'soft'}, `${point}, 24 h: ${measured(low, answer.unit)} … ${measured(high, answer.unit)}`));
  return frame;
}
