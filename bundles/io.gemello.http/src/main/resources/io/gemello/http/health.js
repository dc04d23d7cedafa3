'use strict';
// The health page for people: the worst first, each with since when, what is so and what to do.
import {age, ask, by, cell, element, every, fill, note, pill, row, stamp} from './kit.js';
const PERIOD_MS = 3000;
const ORDER = {critical: 0, warn: 1, ok: 2};

function line(check) {
  return row(cell(pill(check.state)), element('td', check.name), cell(age(check.since), 'number', stamp(check.since)), element('td', check.message), element('td', check.remedy || ''));
}

async function refresh() {
  const board = await ask('/api/gemello/health');
  const worst = [...board.checks].sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.name.localeCompare(b.name));
  const unwell = worst.filter(check => check.state !== 'ok').length;
  by('whole').textContent = unwell === 0 ? 'All is well' : unwell === 1 ? 'One thing needs you' : `${unwell} things need you`;
  by('whole').className = 'whole ' + board.state;
  fill('checks', worst.map(line), 'No part reports its health.');
}

every(PERIOD_MS, refresh, note);
