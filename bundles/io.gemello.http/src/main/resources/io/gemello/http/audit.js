'use strict';
// Who changed what, newest first. Only integrators may read it; the server says so to others.
import {ask, by, cell, element, every, fill, note, row, stamp} from './kit.js';
const PERIOD_MS = 5000;
let cursors = [''];
let next = null;

const line = entry => row(cell(stamp(entry.time), '', entry.time), element('td', entry.who), element('td', entry.what), element('td', entry.target, 'wrap'),
  element('td', entry.outcome, entry.outcome === 'done' ? '' : 'fault wrap'));

function query() {
  const parameters = new URLSearchParams({limit: '100'});
  for (const name of ['who', 'what']) {
    const wanted = by(name).value.trim();
    if (wanted) {
      parameters.set(name, wanted);
    }
  }
  if (cursors[cursors.length - 1]) {
    parameters.set('cursor', cursors[cursors.length - 1]);
  }
  return parameters;
}

async function refresh() {
  const page = await ask('/api/gemello/audit?' + query());
  fill('audit', page.audit.map(line), 'Nothing was changed yet.');
  next = page.cursor;
  by('next').disabled = !next;
  by('back').disabled = cursors.length === 1;
  by('place').textContent = `page ${cursors.length}`;
}

by('next').addEventListener('click', () => {
  cursors.push(next);
  again();
});
by('back').addEventListener('click', () => {
  cursors.pop();
  again();
});
for (const name of ['who', 'what']) {
  by(name).addEventListener('change', () => {
    cursors = [''];
    again();
  });
}
const again = every(PERIOD_MS, refresh, note);
