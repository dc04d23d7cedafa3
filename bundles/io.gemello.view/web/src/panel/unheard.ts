import type {App} from '../app/app';
import {fill, h} from '../app/dom';
import {amount} from '../app/words';
import {ask, has} from '../net/server';
import {COLUMNS, type Guess, row} from '../site/guess';

const MOST = 200;

/** Addresses that are heard and lead to no point, each with a row for `points.csv` that would make it one. Only operators may see them. */
export function unheard(app: App): {body: HTMLElement; renew: () => Promise<void>} {
  const said = h('p', {class: 'soft'});
  const list = h('ul', {class: 'list', id: 'unheard', 'aria-label': 'Addresses without a point'});
  const renew = async () => {
    if (!await has('operator')) {
      return;
    }
    const answer = await ask<{proposals: Guess[]; passedOver: number}>(`/api/gemello/unmapped?propose=json&limit=${MOST}`).catch(() => null);
    const guesses = answer?.proposals ?? [];
    said.textContent = !answer ? '' : guesses.length ? `${guesses.length} addresses are heard that lead to no point.` : 'Every address that is heard leads to a point, or says nothing that is measured.';
    fill(list, guesses.map(one => [`${one.adapter} ${one.address}`, () => item(app, one)]));
  };
  return {body: h('div', {}, h('h3', {}, 'Addresses'), said, list), renew};
}

function item(app: App, guess: Guess): HTMLElement {
  const place = h('div');
  const toggle = h('button', {type: 'button', 'aria-expanded': 'false', 'aria-label': `Map this: ${guess.address}`, onclick: () => {
    const open = toggle.getAttribute('aria-expanded') === 'true';
    toggle.setAttribute('aria-expanded', String(!open));
    place.replaceChildren(...open ? [] : [form(app, guess)]);
  }}, 'Map this');
  return h('li', {class: 'row'}, h('p', {}, h('code', {}, guess.address), ' ', h('span', {class: 'soft'}, `${guess.adapter}, says ${amount(guess.value)}`)), h('p', {class: 'actions'}, toggle), place);
}

/** What the server guesses, to be corrected; the site's tables are files, so what comes out is a row for one. */
function form(app: App, guess: Guess): HTMLElement {
  const assets = h('datalist', {id: 'guess-assets'}, ...app.site.assets.map(one => h('option', {value: one.asset}, one.name)));
  const asset = h('input', {'aria-label': 'Asset', list: 'guess-assets', value: guess.asset, required: true, autocomplete: 'off'});
  const feature = h('input', {'aria-label': 'Feature', value: guess.feature, required: true, autocomplete: 'off'});
  const point = h('input', {'aria-label': 'Point', value: guess.point, required: true, autocomplete: 'off'});
  const unit = h('input', {'aria-label': 'Unit', value: guess.unit, required: true, autocomplete: 'off', size: '8'});
  const made = h('output', {class: 'made'});
  const draw = () => {
    made.textContent = row({...guess, asset: asset.value.trim(), feature: feature.value.trim(), point: point.value.trim(), unit: unit.value.trim()});
  };
  const picking = h('button', {type: 'button', onclick: () => app.picking.set(guid => {
    app.picking.set(null);
    const pressed = app.site.assets.find(one => one.ifcGuid === guid);
    if (pressed) {
      asset.value = pressed.asset;
      draw();
      asset.focus();
    } else {
      app.say('What was pressed is no asset; map it first.');
    }
  })}, 'Press the asset in the model');
  const copy = h('button', {type: 'button', onclick: () => navigator.clipboard.writeText(made.textContent ?? '').then(() => app.say('The row is copied; put it into points.csv and apply the site.'), () => app.say('The browser does not let pages copy; select the row and copy it.'))}, 'Copy the row');
  draw();
  return h('div', {class: 'choices', oninput: draw}, h('p', {class: 'soft'}, `${Math.round(guess.confidence * 100)} % sure: ${guess.why.join('; ')}${guess.newAsset ? '; there is no such asset yet' : ''}`),
    h('form', {onsubmit: (event: Event) => event.preventDefault()}, asset, assets, feature, point, unit, picking), h('p', {class: 'soft'}, `For points.csv, under ${COLUMNS.join(',')}:`), made, copy);
}
