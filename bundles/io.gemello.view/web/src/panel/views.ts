import type {App} from '../app/app';
import {h} from '../app/dom';
import {link, read, type Saved} from '../app/saved';

const KEPT = 'gemello-views';
const MOST = 50;

/**
 * Views that people keep, by name: each is a link, which can be sent to others, too. They are kept in this browser.
 *
 * @param now what is seen now
 * @param show shows what a link says
 */
export function views(app: App, now: () => Saved, show: (saved: Saved) => void): HTMLElement {
  let kept = load();
  const list = h('ul', {class: 'list', 'aria-label': 'Kept views'});
  const name = h('input', {'aria-label': 'Name of the view', placeholder: 'Name', required: true, maxlength: '60', autocomplete: 'off'});
  const draw = () => list.replaceChildren(...Object.entries(kept).map(([title, to]) => h('li', {}, h('a', {href: to, onclick: (event: Event) => {
    event.preventDefault();
    history.replaceState(null, '', to);
    open(to);
  }}, title), h('button', {type: 'button', class: 'quiet', 'aria-label': `Forget ${title}`, onclick: () => {
    delete kept[title];
    keep();
  }}, '✕'))));
  const keep = () => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(kept));
    } catch {
      app.say('This browser keeps nothing; the link of the view can still be copied.');
    }
    draw();
  };
  const open = (hash: string) => {
    const saved = read(hash);
    if (saved) {
      show(saved);
      frame.open = false;
    }
  };
  const frame = h('details', {class: 'views', id: 'views'}, h('summary', {}, 'Views'), h('div', {}, list, h('form', {onsubmit: (event: Event) => {
    event.preventDefault();
    const to = link(now());
    kept = Object.fromEntries([...Object.entries(kept).filter(([title]) => title !== name.value.trim()).slice(1 - MOST), [name.value.trim(), to]]);
    keep();
    history.replaceState(null, '', to);
    app.say(`The view ${name.value.trim()} is kept in this browser; its link stands in the address bar.`);
    name.value = '';
  }}, name, h('button', {}, 'Keep this view'))));
  addEventListener('hashchange', () => open(location.hash));
  draw();
  return frame;
}

function load(): Record<string, string> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return Object.fromEntries(Object.entries(found ?? {}).filter(([, to]) => typeof to === 'string' && read(to) !== null)) as Record<string, string>;
  } catch {
    return {};
  }
}
