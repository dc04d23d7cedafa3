import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {title, unit} from '../app/words';
import {ALERT, type Key, type Scheme} from '../site/colours';

/** Of a ramp the keys stand at values; what has a value and no own state cannot be counted. */
const onRamp = (scheme: Scheme, key: Key) => scheme.name !== ALERT && key.value != null;

/** What the colours mean, how many assets have each, and which way to colour; a press on a key shows only those. */
export function legend(app: App, schemes: Scheme[]): HTMLElement {
  const options = [...schemes].sort((a, b) => Number(b.name === ALERT) - Number(a.name === ALERT) || title(a.title).localeCompare(title(b.title)));
  const choice = h('select', {id: 'scheme', onchange: () => app.scheme.set(choice.value)}, ...options.map(one => h('option', {value: one.name}, title(one.title) + (unit(one.unit) ? `, ${unit(one.unit)}` : ''))));
  const keys = h('ul', {class: 'keys'});
  const draw = () => {
    const scheme = app.colours.scheme;
    if (!scheme) {
      return;
    }
    const counts = app.colours.counts();
    fill(keys, scheme.legend.map(key => {
      const ramp = onRamp(scheme, key) && !counts.has(key.key);
      const renew = (item: Element) => {
        const count = counts.get(key.key) ?? 0;
        item.querySelector('.count')!.textContent = ramp ? '' : String(count);
        item.querySelector('.label')!.textContent = key.label + (ramp && unit(scheme.unit) ? ' ' + unit(scheme.unit) : '');
        const button = item.querySelector('button');
        button?.setAttribute('aria-pressed', String(app.wanted.value.state === key.key));
        item.classList.toggle('none', !ramp && count === 0);
      };
      const make = () => {
        const parts = [h('i', {class: 'swatch ' + key.key, style: key.rgb ? `background:${key.rgb}` : ''}), h('span', {class: 'label'}), h('span', {class: 'count'})];
        const item = ramp ? h('li', {}, h('span', {class: 'key'}, ...parts)) : h('li', {}, h('button', {type: 'button', class: 'key', onclick: () => app.narrow({state: app.wanted.value.state === key.key ? '' : key.key})}, ...parts));
        renew(item);
        return item;
      };
      return [`${scheme.name} ${key.key} ${key.rgb} ${ramp}`, make, renew] as [string, () => Element, (old: Element) => void];
    }));
  };
  app.changed.watch(draw);
  app.wanted.watch(draw);
  app.scheme.watch(name => {
    choice.value = name;
    app.narrow({state: ''});
  });
  return h('section', {class: 'legend', 'aria-label': 'Legend'}, h('span', {}, h('label', {for: 'scheme'}, 'Colour by'), choice), keys);
}
