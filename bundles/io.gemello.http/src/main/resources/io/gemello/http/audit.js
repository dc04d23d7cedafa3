'use strict';
// Who changed what, newest first. Only integrators may read it; the server says so to others.
import {by, cell, element, fill, pages, row, stamp} from './kit.js';
const PERIOD_MS = 5000;
const FILTERS = ['who', 'what'];

const line = entry => row(cell(stamp(entry.time), '', entry.time), element('td', entry.who), element('td', entry.what), element('td', entry.target, 'wrap'),
  element('td', entry.outcome, entry.outcome === 'done' ? '' : 'fault wrap'));

const query = () => Object.fromEntries([['limit', '100'], ...FILTERS.map(name => [name, by(name).value.trim()]).filter(([, wanted]) => wanted)]);

const first = pages('/api/gemello/audit', PERIOD_MS, query, page => fill('audit', page.audit.map(line), 'Nothing was changed yet.'));
FILTERS.forEach(name => by(name).addEventListener('change', first));
