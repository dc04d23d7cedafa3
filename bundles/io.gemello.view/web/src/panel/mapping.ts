import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {moment} from '../app/words';
import {all, ask, every, send} from '../net/server';
import {elementForm} from './element';
import {registers} from './registers';
import {unheard} from './unheard';

const PERIOD_MS = 10_000;
const MOST = 200;

interface Row {
  kind: 'asset' | 'point';
  id: string;
  status: string;
  ifcGuid: string | null;
  by: string | null;
  detail: string | null;
  candidates: string[];
  author: string | null;
  decided: string | null;
}

interface Proposal {
  ifcGuid: string;
  entity: string;
  name: string | null;
  score: number;
  reasons: string[];
}

/** What has no element in the model, or perhaps a wrong one, and a way to say which it is; and addresses that lead to no point. */
export function mapping(app: App, seen: () => boolean): {body: HTMLElement; refresh: () => void} {
  const counts = h('p', {class: 'soft', role: 'status'});
  const search = h('input', {type: 'search', 'aria-label': 'Search the mapping', placeholder: 'Any asset or point', autocomplete: 'off', oninput: () => asked.now()});
  const list = h('ul', {class: 'list', id: 'mapping', 'aria-label': 'To be mapped'});
  const addresses = unheard(app);
  const kept = registers();
  const asked = every(PERIOD_MS, async () => {
    if (!seen()) {
      return;
    }
    const q = search.value.trim();
    const answer = await ask<{counts: Record<string, number>}>('/bim/mapping?limit=1');
    counts.textContent = Object.entries(answer.counts).map(([status, count]) => `${count} ${status}`).join(', ');
    const rows = q ? (await ask<{mapping: Row[]}>(`/bim/mapping?limit=${MOST}&q=${encodeURIComponent(q)}`)).mapping : (await all<Row>('/bim/mapping', 'mapping')).filter(row => row.status !== 'matched' || row.author);
    fill(list, rows.slice(0, MOST).map(row => [`${row.kind} ${row.id} ${row.status} ${row.ifcGuid} ${row.author}`, () => item(app, row, asked.now)]));
    await Promise.all([addresses.renew(), kept.renew()]);
  }, failure => {
    if (failure) {
      counts.textContent = failure;
    }
  });
  return {body: h('div', {class: 'mapping'}, counts, search, list, kept.body, addresses.body), refresh: asked.now};
}

function item(app: App, row: Row, again: () => void): HTMLElement {
  const place = h('div');
  const toggle = h('button', {type: 'button', 'aria-expanded': 'false', onclick: async () => {
    const open = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!open));
    place.replaceChildren(...open ? [] : [await choices(app, row, again)]);
  }}, 'Map this');
  return h('li', {class: 'row', 'data-row': `${row.kind}/${row.id}`},
    h('p', {}, row.kind === 'asset' ? h('button', {type: 'button', class: 'link', onclick: () => app.chosen.set(row.id)}, row.id) : row.id, ' ', h('span', {class: 'priority'}, row.status)),
    h('p', {class: 'soft'}, [row.detail, row.author ? `decided by ${row.author}, ${moment(row.decided)}` : row.by ? `by ${row.by}` : ''].filter(Boolean).join(' · ')),
    h('p', {class: 'actions'}, toggle, row.author ? h('button', {type: 'button', onclick: () => change(app, row, null, again)}, 'Take back') : null), place);
}

/** The elements that it may be, the likeliest first; one that is pressed in the model; one by its GlobalId. */
async function choices(app: App, row: Row, again: () => void): Promise<HTMLElement> {
  const path = `/bim/mapping/${row.kind}/${encodeURIComponent(row.id)}`;
  let proposals: Proposal[];
  try {
    proposals = (await ask<{proposals: Proposal[]}>(path)).proposals;
  } catch (failure) {
    return h('p', {class: 'fault'}, (failure as Error).message);
  }
  return h('div', {class: 'choices'},
    h('ul', {class: 'list', 'aria-label': `Proposals for ${row.id}`}, ...proposals.map(one => h('li', {}, h('button', {type: 'button', onclick: () => change(app, row, one.ifcGuid, again)}, `${one.name ?? one.ifcGuid}`), ' ',
      h('span', {class: 'soft'}, `${Math.round(one.score * 100)} %: ${one.reasons.join(', ')}`)))),
    proposals.length ? null : h('p', {class: 'soft'}, 'Nothing in the model is like it.'),
    elementForm(app, guid => void change(app, row, guid, again)));
}

async function change(app: App, row: Row, ifcGuid: string | null, again: () => void): Promise<void> {
  const path = `/bim/mapping/${row.kind}/${encodeURIComponent(row.id)}`;
  await app.attempt(ifcGuid ? `${row.id} is ${ifcGuid}` : `What was decided on ${row.id} is taken back`, () => ifcGuid ? send('POST', path, {ifcGuid}) : send('DELETE', path));
  again();
}
