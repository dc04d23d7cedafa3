import type {App} from '../app/app';
import {h} from '../app/dom';

/** Names an element: one that is pressed in the model, or one by its GlobalId. @param take is given the GlobalId */
export function elementForm(app: App, take: (guid: string) => void): HTMLElement {
  const guid = h('input', {'aria-label': 'GlobalId', placeholder: 'GlobalId', minlength: '22', maxlength: '22', required: true, autocomplete: 'off'});
  const picking = h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => {
    app.picking.set(app.picking.value ? null : picked => {
      app.picking.set(null);
      picking.setAttribute('aria-pressed', 'false');
      guid.value = picked;
      guid.focus();
    });
    picking.setAttribute('aria-pressed', String(app.picking.value !== null));
  }}, 'Press it in the model');
  return h('form', {onsubmit: (event: Event) => {
    event.preventDefault();
    take(guid.value.trim());
  }}, guid, h('button', {}, 'It is this'), picking);
}
