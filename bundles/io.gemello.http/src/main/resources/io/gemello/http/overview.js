'use strict';
// Shows points and health, and asks again every two seconds while the page is visible.
const PERIOD_MS = 2000;
const PAGE = 1000;
const MAX_ROWS = 2000;
const by = id => document.getElementById(id);
let points = [];

async function ask(path) {
  const answer = await fetch(path, {headers: {Accept: 'application/json'}});
  if (answer.status === 401) {
    location.assign('/sign-in');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.message || `${path} answered ${answer.status}`);
  }
  return answer.json();
}

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

function element(tag, text, style) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (style) {
    made.className = style;
  }
  return made;
}

function shown(value) {
  if (typeof value !== 'number') {
    return value == null ? '' : String(value);
  }
  return Number.isInteger(value) ? String(value) : value.toPrecision(Math.abs(value) < 1 ? 3 : 6).replace(/\.?0+$/, '');
}

function age(time) {
  const seconds = Math.round((Date.now() - Date.parse(time)) / 1000);
  if (!time || Number.isNaN(seconds)) {
    return '';
  }
  if (seconds < 0) {
    return new Date(time).toISOString().slice(0, 19) + 'Z';
  }
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const [size, unit] = units.find(([each]) => seconds >= each) || [1, 's'];
  return `${Math.floor(seconds / size)} ${unit}`;
}

const slug = state => String(state || '').replace(/ /g, '-');

function row(point) {
  const line = element('tr', '', point.state === 'live' ? '' : 'grey');
  const quality = point.quality === 'good' || !point.quality ? point.quality || '' : [point.quality, ...(point.reasons || [])].join(', ');
  const state = element('td', '');
  state.append(element('span', point.state || '', 'state ' + slug(point.state)));
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
  by('states').replaceChildren(...[...counts].map(([state, count]) => element('span', `${count} ${state}`, 'state ' + slug(state))));
  by('note').textContent = fits.length > MAX_ROWS ? `The first ${MAX_ROWS} are shown; filter to see others.` : points.length ? '' : 'The site has no points yet.';
}

function drawHealth(board) {
  by('health').replaceChildren(...board.checks.map(check => {
    const card = element('div', '', 'check ' + check.state);
    card.append(element('b', check.name + (check.state === 'ok' ? '' : ` · ${check.state}`)), element('span', check.message));
    card.title = 'since ' + check.since;
    return card;
  }));
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

async function run() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(run, PERIOD_MS);
}

by('filter').addEventListener('input', drawPoints);
run();
