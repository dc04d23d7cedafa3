import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {moment} from '../app/words';
import {ask, askIfThere, every, send} from '../net/server';
import {about, called, type Candidate, type Case, following, NOTHING, type Overview, point, some, STATES, summary} from '../site/doctor';
import {elementForm} from './element';

const PATH = '/api/gemello/bim/doctor';
const PERIOD_MS = 10_000;
const MOST = 100;
/** Of what is mapped on one element so many are named. */
const MOST_NAMED = 6;
/** Past tense of what was done, before the element's name. */
const DONE: Record<string, string> = {accept: 'Accepted', reject: 'Rejected', retire: 'Marked as gone', undo: 'Taken back'};

/** What became of mapped elements in a new revision of the model, and what people say to it. @param waiting told how many wait */
export function doctor(app: App, seen: () => boolean, waiting: (count: number) => void): {body: HTMLElement; refresh: () => void} {
  const heading = h('h3', {tabindex: '-1'}, 'New model');
  const told = h('p', {role: 'status', id: 'doctor-told'});
  const outdated = h('p', {class: 'soft', hidden: true}, 'This page still shows the model of before. ', h('button', {type: 'button', onclick: () => location.reload()}, 'Show the new one'));
  const options = STATES.map(([state]) => h('option', {value: state}));
  const choice = h('select', {'aria-label': 'Which elements of the model before', onchange: () => void renew()}, ...options);
  const list = h('ul', {class: 'list', id: 'doctor', 'aria-label': 'Elements of the model before'});
  const body = h('section', {class: 'doctor', 'aria-label': 'New model', hidden: true}, heading, told, outdated, choice, list);
  let asking = 0;
  const renew = async () => {
    const mine = ++asking;
    const now = await askIfThere<Overview>(PATH);
    waiting(now?.cases['open'] ?? 0);
    body.hidden = !now || !some(now.cases);
    if (!now || body.hidden || !seen()) {
      return;
    }
    const {cases} = await ask<{cases: Case[]}>(`${PATH}/cases?state=${choice.value}&limit=${MOST}`);
    if (mine === asking) {
      told.textContent = summary(now);
      outdated.hidden = !app.model.value || app.model.value === now.revision;
      options.forEach((option, i) => {
        option.textContent = `${now.cases[STATES[i]![0]] ?? 0} ${STATES[i]![1]}`;
      });
      fill(list, cases.map(one => [one.ifcGuid + JSON.stringify([one.state, one.candidates, one.steps, one.mapped]), () => item(app, one, change)]));
    }
  };
  const change = async (one: Case, verb: string, ifcGuid: string | null) => {
    const keys = () => [...list.querySelectorAll<HTMLElement>('[data-case]')].map(row => row.dataset['case']!);
    const place = keys().indexOf(one.ifcGuid);
    app.pointed.set(NOTHING);
    await app.attempt(`${DONE[verb]}: ${called(one.was, one.ifcGuid)}`, () => send('POST', `${PATH}/cases/${encodeURIComponent(one.ifcGuid)}/${verb}`, ifcGuid ? {ifcGuid} : undefined));
    await renew().catch(() => {});
    // The button that was pressed may be gone: whoever uses keys goes on where he was.
    const next = keys().includes(one.ifcGuid) ? one.ifcGuid : following(keys(), place);
    (next ? list.querySelector<HTMLElement>(`[data-case="${CSS.escape(next)}"]`)! : heading).focus();
  };
  const asked = every(PERIOD_MS, renew, failure => {
    if (failure) {
      told.textContent = failure;
    }
  });
  return {body, refresh: asked.now};
}

type Change = (one: Case, verb: string, ifcGuid: string | null) => Promise<void>;

function item(app: App, one: Case, change: Change): HTMLElement {
  const name = called(one.was, one.ifcGuid);
  const open = one.state === 'open';
  const last = one.steps[one.steps.length - 1];
  const mapped = one.mapped.slice(0, MOST_NAMED).map(row => row.startsWith('asset/') ? h('button', {type: 'button', class: 'link', onclick: () => app.chosen.set(row.slice(6))}, app.site.name(row.slice(6))) : h('span', {}, row.slice(6)));
  return h('li', {class: 'row', 'data-case': one.ifcGuid, tabindex: '-1', 'aria-label': `${name}, ${one.state}`},
    h('p', {}, h('strong', {}, name), ' ', h('span', {class: 'priority'}, open ? 'waiting' : one.state)),
    h('p', {class: 'soft'}, about(one.was)),
    h('p', {}, 'Mapped: ', ...mapped.flatMap((node, i) => i ? [', ', node] : [node]), one.mapped.length > MOST_NAMED ? ` and ${one.mapped.length - MOST_NAMED} more` : null),
    open ? null : h('p', {class: 'soft'}, `${one.now ? `is now ${called(one.candidates.find(other => other.ifcGuid === one.now)?.is ?? null, one.now)}` : 'is gone'}, by ${last?.author}, ${moment(last?.time)}`),
    h('p', {class: 'actions'}, show(app, one, one.now, open ? 'Show where it was' : 'Show', name),
      open ? h('button', {type: 'button', 'data-verb': 'retire', 'aria-label': `It is gone: ${name}`, onclick: () => void change(one, 'retire', null)}, 'It is gone') : null,
      last ? h('button', {type: 'button', 'data-verb': 'undo', 'aria-label': `Undo: ${name}, ${last.verdict}`, onclick: () => void change(one, 'undo', null)}, open ? 'Undo last' : 'Undo') : null),
    ...open ? choices(app, one, change) : []);
}

/** What it may be, the likeliest first. */
function choices(app: App, one: Case, change: Change): HTMLElement[] {
  return [
    one.candidates.length ? h('ul', {class: 'list candidates', 'aria-label': `May be ${called(one.was, one.ifcGuid)}`}, ...one.candidates.map(candidate => choice(app, one, candidate, change)))
      : h('p', {class: 'soft'}, 'Nothing in the new model is like it.'),
    h('details', {class: 'choices'}, h('summary', {}, 'Another element'), elementForm(app, guid => void change(one, 'accept', guid)))];
}

function choice(app: App, one: Case, candidate: Candidate, change: Change): HTMLElement {
  const name = called(candidate.is, candidate.ifcGuid);
  return h('li', {'data-candidate': candidate.ifcGuid},
    h('p', {}, h('strong', {}, name), ' ', h('span', {class: 'soft'}, candidate.rejected ? 'rejected' : `${Math.round(candidate.score * 100)} %`)),
    h('p', {class: 'soft'}, [...candidate.reasons, ...candidate.taken ? ['something is mapped on it already'] : []].join(', ')),
    h('p', {class: 'actions'},
      h('button', {type: 'button', 'data-verb': 'accept', 'aria-label': `It is this: ${name}`, onclick: () => void change(one, 'accept', candidate.ifcGuid)}, 'It is this'),
      candidate.rejected ? null : h('button', {type: 'button', 'data-verb': 'reject', 'aria-label': `It is not: ${name}`, onclick: () => void change(one, 'reject', candidate.ifcGuid)}, 'It is not'),
      show(app, one, candidate.ifcGuid, 'Show', name)));
}

/** Marks where the element of before was, and which one of now is meant; pressed again it marks nothing. */
function show(app: App, one: Case, guid: string | null, word: string, name: string): HTMLElement {
  const target = point(one, guid);
  const button = h('button', {type: 'button', 'data-verb': 'show', 'aria-pressed': 'false', 'aria-label': `${word}: ${name}`, onclick: () => {
    const on = button.getAttribute('aria-pressed') !== 'true';
    document.querySelectorAll('.doctor [data-verb=show]').forEach(other => other.setAttribute('aria-pressed', 'false'));
    button.setAttribute('aria-pressed', String(on));
    app.pointed.set(on ? target : NOTHING);
  }}, word);
  return button;
}
