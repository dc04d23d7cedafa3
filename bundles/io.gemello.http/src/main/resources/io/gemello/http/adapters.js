'use strict';
// Adapters: how each fares, since when, what it counts and what it last complained of.
import {age, ago, ask, cell, count, element, every, fill, note, pill, row, stamp} from './kit.js';
const PERIOD_MS = 2000;
let before = new Map();
let asked = 0;

// Samples per second since the last look.
function rate(adapter, now) {
  const was = before.get(adapter.adapter);
  return was === undefined || adapter.samples < was ? '' : count(Math.round((adapter.samples - was) * 1000 / (now - asked)));
}

function losses(lost) {
  return Object.entries(lost || {}).map(([reason, number]) => `${reason}: ${count(number)}`).join(', ');
}

function errors(adapter) {
  const list = element('ul', '', 'errors');
  (adapter.lastErrors || []).forEach(error => {
    const item = element('li', `${age(error.time)} ago${error.count > 1 ? `, ${count(error.count)} times` : ''}: ${error.message}`);
    item.title = error.count > 1 ? `${stamp(error.first)} to ${stamp(error.time)}` : stamp(error.time);
    list.append(item);
  });
  return list;
}

function says(adapter) {
  const made = element('td', adapter.message);
  if (adapter.remedy) {
    made.append(element('div', adapter.remedy, 'remedy'));
  }
  return made;
}

function line(adapter, now) {
  return row(element('td', adapter.adapter), element('td', [adapter.type, adapter.description].filter(Boolean).join(': ')), cell(pill(adapter.state)), ago(adapter.since),
    says(adapter), cell(count(adapter.wanted), 'number'), cell(count(adapter.samples), 'number'), cell(rate(adapter, now), 'number'), ago(adapter.lastSample),
    cell(count(adapter.inFlight), 'number'), cell(count(adapter.refused), 'number'), element('td', losses(adapter.lost)), cell(errors(adapter)));
}

async function refresh() {
  const {adapters} = await ask('/api/gemello/adapters');
  const now = Date.now();
  fill('adapters', adapters.map(adapter => line(adapter, now)), 'No adapter runs, and the site names none.');
  before = new Map(adapters.map(adapter => [adapter.adapter, adapter.samples]));
  asked = now;
}

every(PERIOD_MS, refresh, note);
