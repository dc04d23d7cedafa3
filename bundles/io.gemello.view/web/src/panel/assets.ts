import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {title, valueIn} from '../app/words';
import {EVERYTHING, type Wanted} from '../site/filter';
import {members, places} from '../site/places';

const MOST = 400;

/** Search, filters, and the list of what fits: everything that the model shows, for those who cannot see or use it, too. */
export function assets(app: App): HTMLElement {
  const text = h('input', {type: 'search', id: 'search', placeholder: 'Name, tag, GlobalId', autocomplete: 'off', 'aria-label': 'Search assets', oninput: () => app.narrow({text: text.value})});
  const count = h('p', {class: 'soft', id: 'count', role: 'status'});
  const list = h('ul', {class: 'list', id: 'assets', 'aria-label': 'Assets'});
  const site = app.site;
  const pickers = [
    picker(app, 'type', 'Type', site.types().map(type => [type, type])),
    picker(app, 'in', 'Located in', site.holders('locatedIn').map(id => [id, site.name(id)])),
    picker(app, 'of', 'Part of', site.holders('partOf').map(id => [id, site.name(id)])),
    inModel(app),
  ];
  const clear = h('button', {type: 'button', class: 'quiet', onclick: () => {
    text.value = '';
    app.wanted.set(EVERYTHING);
  }}, 'Show all');
  const draw = () => {
    const found = site.assets.filter(asset => app.fits(asset));
    const state = app.wanted.value.state;
    const label = app.colours.scheme?.legend.find(key => key.key === state)?.label;
    count.textContent = (app.narrowed ? `${found.length} of ${site.assets.length} assets` : `${found.length} assets`) + (label ? `, ${label}` : '') + (found.length > MOST ? `; the first ${MOST} are listed` : '');
    clear.hidden = !app.narrowed;
    fill(list, found.slice(0, MOST).map(asset => {
      const renew = (item: Element) => {
        const look = app.colours.of(asset.asset);
        const word = app.colours.scheme?.legend.find(key => key.key === look.key)?.label ?? (look.key === 'value' ? valueIn(look.reason) || title(app.colours.scheme?.title ?? '') : 'not coloured');
        (item.querySelector('.swatch') as HTMLElement).setAttribute('style', look.rgb ? `background:${look.rgb}` : '');
        item.querySelector('.state')!.textContent = word;
        const button = item.querySelector('button')!;
        button.title = look.reason;
        button.setAttribute('aria-current', String(app.chosen.value === asset.asset));
      };
      const make = () => {
        const item = h('li', {}, h('button', {type: 'button', 'data-asset': asset.asset, onclick: () => app.chosen.set(asset.asset)}, h('i', {class: 'swatch'}), h('span', {class: 'name'}, asset.name), h('span', {class: 'state soft'})));
        renew(item);
        return item;
      };
      return [asset.asset, make, renew] as [string, () => Element, (old: Element) => void];
    }));
  };
  app.changed.watch(draw);
  app.wanted.watch(draw);
  app.chosen.watch(draw);
  return h('div', {class: 'assets'}, h('div', {class: 'filters', role: 'search'}, text, ...pickers, clear), count, list);
}

function picker(app: App, word: keyof Wanted, label: string, choices: [string, string][]): HTMLElement {
  const select = h('select', {'aria-label': label, onchange: () => app.narrow({[word]: select.value})}, h('option', {value: ''}, label + ': any'), ...choices.map(([value, name]) => h('option', {value}, name)));
  app.wanted.watch(wanted => {
    select.value = wanted[word];
  });
  select.hidden = choices.length === 0;
  return select;
}

/** Storeys and spaces of the model; what one of them holds is asked when it is chosen. */
function inModel(app: App): HTMLElement {
  const select = h('select', {'aria-label': 'In the model', hidden: true}, h('option', {value: ''}, 'In the model: any'));
  const tell = (failure: unknown) => app.say((failure as Error).message);
  const hold = async (place: string) => {
    if (place && !app.site.knows(place)) {
      app.site.hold(place, await members(place));
      app.narrow({});
    }
  };
  select.addEventListener('change', () => app.narrow({within: select.value}));
  app.wanted.watch(({within}) => {
    select.value = within;
    hold(within).catch(tell);
  });
  places().then(found => {
    select.append(...found.map(([guid, name]) => h('option', {value: guid}, name)));
    select.hidden = found.length === 0;
    select.value = app.wanted.value.within;
  }).catch(tell);
  return select;
}
