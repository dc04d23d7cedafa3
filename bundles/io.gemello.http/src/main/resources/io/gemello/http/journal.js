'use strict';
// The journals, and who reads the readings how far behind.
import {ask, bytes, cell, count, element, every, fill, note, pill, row, seconds} from './kit.js';
const PERIOD_MS = 2000;

async function refresh() {
  const {journals, readers} = await ask('/api/gemello/journal');
  fill('journals', journals.map(journal => row(element('td', journal.journal), cell(bytes(journal.bytes), 'number'), cell(count(journal.segments), 'number'),
    cell(count(journal.records), 'number'), cell(count(journal.failed), 'number'), element('td', journal.trouble || ''))), 'No journal is open.');
  fill('readers', readers.map(reader => row(element('td', reader.reader), cell(pill(reader.open ? 'reading' : 'away')), cell(bytes(reader.lagBytes), 'number'),
    cell(reader.lagSeconds ? seconds(reader.lagSeconds) : '0 s', 'number'), cell(count(reader.missed), reader.missed ? 'number fault' : 'number'))), 'Nobody reads the journal.');
}

every(PERIOD_MS, refresh, note);
