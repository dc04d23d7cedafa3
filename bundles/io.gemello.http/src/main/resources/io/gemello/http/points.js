'use strict';
// Points by state, a page at a time.
import {ago, by, cell, count, element, fill, pages, pill, row, shown} from './kit.js';
const PERIOD_MS = 3000;
const PAGE = 100;
let state = '';

const line = point => row(element('td', point.point), element('td', point.asset), element('td', point.adapter || ''), element('td', point.address || ''), cell(pill(point.state)), ago(point.since),
  cell(shown(point.value), 'number'), element('td', point.unit || ''), element('td', [point.quality, ...(point.reasons || [])].filter(Boolean).join(', ')), ago(point.time));

function chip(name, number) {
  const made = element('button', `${name || 'all'} ${count(number)}`, 'chip' + (name === state ? ' chosen' : ''));
  made.type = 'button';
  made.setAttribute('aria-pressed', String(name === state));
  made.addEventListener('click', () => {
    state = name;
    first();
  });
  return made;
}

const first = pages('/api/gemello/points', PERIOD_MS, () => state ? {limit: PAGE, state} : {limit: PAGE}, page => {
  const all = Object.values(page.states).reduce((sum, number) => sum + number, 0);
  by('states').replaceChildren(chip('', all), ...Object.entries(page.states).map(([name, number]) => chip(name, number)));
  fill('points', page.points.map(line), state ? `No point is ${state}.` : 'The site has no points.');
});
