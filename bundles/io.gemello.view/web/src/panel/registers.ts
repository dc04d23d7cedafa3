import {fill, h} from '../app/dom';
import {all, ask, has} from '../net/server';

const MOST = 200;

interface Row {
  file: string;
  sheet: string;
  line: number;
  id: string;
  name: string;
  status: string;
  detail: string;
}

interface Answer {
  registers: {file: string; rows: number; faults: string[]}[];
  counts: Record<string, number>;
}

/** What the site's registers have, and what of it is not found in the model. Empty where there are none, or for those who may not see them. */
export function registers(): {body: HTMLElement; renew: () => Promise<void>} {
  const body = h('div', {id: 'registers', hidden: true});
  const said = h('p', {class: 'soft'});
  const faults = h('ul', {class: 'list fault'});
  const list = h('ul', {class: 'list', 'aria-label': 'Rows of registers that are not found'});
  body.append(h('h3', {}, 'Registers'), said, faults, list, h('p', {}, h('a', {href: '/bim/registers?propose=assets'}, 'Rows for assets.csv'), ' of what the site does not have'));
  const renew = async () => {
    const answer = await has('integrator') ? await ask<Answer>('/bim/registers?limit=1').catch(() => null) : null;
    body.hidden = !answer?.registers.length;
    if (answer?.registers.length) {
      const lost = (await all<Row>('/bim/registers', 'rows')).filter(row => row.status !== 'matched').slice(0, MOST);
      said.textContent = `${answer.registers.map(one => `${one.file}: ${one.rows} rows`).join(', ')}; ${Object.entries(answer.counts).map(([status, count]) => `${count} ${status}`).join(', ')}`;
      fill(faults, answer.registers.flatMap(one => one.faults.slice(0, MOST).map((fault): [string, () => Element] => [`${one.file} ${fault}`, () => h('li', {}, `${one.file}: ${fault}`)])));
      fill(list, lost.map(row => [`${row.file} ${row.sheet} ${row.line} ${row.status} ${row.detail}`, () => h('li', {class: 'row'},
        h('p', {}, row.id, row.name === row.id ? '' : `, ${row.name}`, ' ', h('span', {class: 'priority'}, row.status)), h('p', {class: 'soft'}, `${row.file}, ${row.sheet} line ${row.line}: ${row.detail}`))]));
    }
  };
  return {body, renew};
}
