'use strict';
// Shows points and health, and asks again every two seconds while the page is visible.
import {age, ask, by, element, every, pill, shown} from './kit.js';
const PERIOD_MS = 2000;
const PAGE = 1000;
const MAX_ROWS = 2000;
let points = [];

async function allPoints() {
  const all = [];
  let cursor = '';
  do {
    const page = await ask(`/api/gemello/points?limit=${PAGE}${cursor && '&cursor=' + encodeURIComponent(cursor)}`);
    all.push(...page.points);
    cursor = page.cursor || '';
  } while (cursor && all.length < 20000);
  return all;
}

function row(point) {
  const line = element('tr', '', point.state === 'live' ? '' : 'grey');
  const quality = point.quality === 'good' || !point.quality ? point.quality || '' : [point.quality, ...(point.reasons || [])].join(', ');
  const state = element('td', '');
  state.append(pill(point.state));
  line.append(element('td', point.point), element('td', point.asset || ''), element('td', shown(point.value), 'number'),
    element('td', point.unit || ''), state, element('td', quality), element('td', age(point.time), 'number'));
  return line;
}

function drawPoints() {
  const wanted = by('filter').value.trim().toLowerCase();
  const fits = points.filter(p => [p.point, p.asset, p.feature, p.quantity, p.state].some(word => word && String(word).toLowerCase().includes(wanted)));
  by('points').replaceChildren(...fits.slice(0, MAX_ROWS).map(row));
  by('count').textContent = fits.length === points.length ? points.length : `${fits.length} of ${points.length}`;
  const counts = new Map();
  points.forEach(p => counts.set(p.state, (counts.get(p.state) || 0) + 1));
  by('states').replaceChildren(...[...counts].map(([state, number]) => {
    const one = pill(state);
    one.textContent = `${number} ${state}`;
    return one;
  }));
  by('note').textContent = fits.length > MAX_ROWS ? `The first ${MAX_ROWS} are shown; filter to see others.` : points.length ? '' : 'The site has no points yet.';
}

// What is well needs no words here; all of it stands on the health page.
function drawHealth(board) {
  const unwell = board.checks.filter(check => check.state !== 'ok');
  const well = element('div', '', 'check ok');
  well.append(element('b', unwell.length ? 'the rest' : 'all is well'), element('span', `${board.checks.length - unwell.length} of ${board.checks.length} checks are ok`));
  by('health').replaceChildren(...unwell.map(check => {
    const card = element('div', '', 'check ' + check.state);
    card.append(element('b', `${check.name} · ${check.state}`), element('span', check.message), element('span', check.remedy || '', 'remedy'));
    card.title = 'since ' + check.since;
    return card;
  }), well);
}

async function refresh() {
  const [read, board] = await Promise.allSettled([allPoints(), ask('/api/gemello/health')]);
  if (read.status === 'fulfilled') {
    points = read.value;
    drawPoints();
  } else {
    by('note').textContent = 'Points: ' + read.reason.message;
  }
  if (board.status === 'fulfilled') {
    drawHealth(board.value);
  } else {
    by('health').replaceChildren(element('p', 'Health: ' + board.reason.message, 'fault'));
  }
}

by('filter').addEventListener('input', drawPoints);
every(PERIOD_MS, refresh, () => {});

// The view is a bundle of its own, and need not be there.
fetch('/view', {method: 'HEAD'}).then(answer => {
  if (answer.ok && !answer.redirected) {
    const link = element('a', 'View');
    link.href = '/view';
    document.querySelector('header nav').prepend(link);
  }
}, () => {});
