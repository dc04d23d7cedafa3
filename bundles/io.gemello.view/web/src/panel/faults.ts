import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {ago} from '../app/words';
import {all, askIfThere, every, send} from '../net/server';

const PATH = '/api/gemello/simulator/faults';
const PERIOD_MS = 3000;

interface Faults {
  active: {name: string; since: string; meaning: string}[];
  kinds: {kind: string; meaning: string; example: string}[];
}

/** What of the simulated site is broken, and a way to break and mend it. Null where no simulator runs. */
export async function faults(app: App, seen: () => boolean): Promise<HTMLElement | null> {
  const first = await askIfThere<Faults>(PATH).catch(() => null);
  if (!first) {
    return null;
  }
  const points = (await all<{point: string; adapter: string | null}>('/api/gemello/points', 'points')).map(one => one.point);
  const broken = h('ul', {class: 'list', id: 'broken', 'aria-label': 'Broken now'});
  const none = h('p', {class: 'soft'}, 'Nothing is broken.');
  const kind = h('select', {id: 'fault-kind', onchange: () => explain()}, ...first.kinds.map(one => h('option', {value: one.kind}, one.kind)));
  const target = h('input', {id: 'fault-target', list: 'fault-targets', required: true, autocomplete: 'off'});
  const targets = h('datalist', {id: 'fault-targets'});
  const meaning = h('p', {class: 'soft'});
  const explain = () => {
    const chosen = first.kinds.find(one => one.kind === kind.value)!;
    const example = chosen.example.slice(0, -chosen.kind.length - 1);
    const type = app.site.asset(example)?.type;
    const names = type ? app.site.assets.filter(one => one.type === type).map(one => one.asset) : points.includes(example) ? points : [];
    targets.replaceChildren(...names.slice(0, 500).map(value => h('option', {value})));
    target.placeholder = `e.g. ${example}`;
    meaning.textContent = chosen.meaning;
    const here = app.chosen.value;
    target.value = here && names.includes(here) ? here : '';
  };
  const draw = (now: Faults) => {
    none.hidden = now.active.length > 0;
    fill(broken, now.active.map(one => [one.name, () => h('li', {}, h('p', {}, h('b', {}, one.name), ' ', h('span', {class: 'soft'}, `${one.meaning} · ${ago(one.since)}`)),
      h('p', {class: 'actions'}, h('button', {type: 'button', 'aria-label': 'Mend ' + one.name, onclick: () => change('DELETE', one.name, `${one.name} is mended`)}, 'Mend')))]));
  };
  const asked = every(PERIOD_MS, async () => {
    if (seen()) {
      draw(await askIfThere<Faults>(PATH) ?? {active: [], kinds: []});
    }
  }, () => {});
  const change = async (method: string, name: string, said: string) => {
    await app.attempt(said, () => send(method, `${PATH}/${encodeURIComponent(name)}`));
    asked.now();
  };
  app.chosen.watch(explain);
  draw(first);
  return h('div', {class: 'faults'},
    h('p', {class: 'soft'}, 'The site is simulated: things can be broken to see what happens.'), none, broken,
    h('form', {onsubmit: (event: Event) => {
      event.preventDefault();
      void change('PUT', `${target.value.trim()}.${kind.value}`, `${target.value.trim()} is broken: ${kind.value}`);
    }}, h('label', {for: 'fault-kind'}, 'What happens'), kind, meaning, h('label', {for: 'fault-target'}, 'To what'), target, targets, h('button', {}, 'Break it')));
}
