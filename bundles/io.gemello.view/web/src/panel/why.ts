import type {App} from '../app/app';
import {h} from '../app/dom';
import {title} from '../app/words';
import {ask} from '../net/server';
import {ALERT} from '../site/colours';
import type {Asset} from '../site/site';

/** The colour of the asset's element in every scheme, with the reason; asked when somebody wants to know. Null where it has no element. */
export function why(app: App, asset: Asset): HTMLElement | null {
  const guid = asset.ifcGuid ?? app.colours.elements(asset.asset)[0];
  if (!guid) {
    return null;
  }
  const list = h('ul', {class: 'list'});
  const more = h('details', {class: 'why', ontoggle: async () => {
    if (!more.open) {
      return;
    }
    try {
      const {colours} = await ask<{colours: Record<string, {rgb: string | null; reason: string}>}>(`/bim/overrides/${encodeURIComponent(guid)}`);
      list.replaceChildren(...Object.entries(colours).map(([scheme, {rgb, reason}]) => h('li', {}, h('i', {class: 'swatch', style: rgb ? `background:${rgb}` : ''}), ' ', scheme === ALERT ? '' : `${title(scheme)}: `, reason)));
    } catch (failure) {
      list.replaceChildren(h('li', {class: 'fault'}, (failure as Error).message));
    }
  }}, h('summary', {}, 'Why this colour, and in other schemes'), list);
  return more;
}
