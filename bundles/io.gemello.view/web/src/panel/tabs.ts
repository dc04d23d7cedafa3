import {h} from '../app/dom';

export interface Tab {
  name: string;
  title: string;
  body: HTMLElement;
}

/** Panels behind tabs, as the ARIA practice has them: arrow keys go from tab to tab. Gives the frame, a way to open one, and to count on one. @param shown told which was opened */
export function tabs(label: string, all: Tab[], shown: (name: string) => void): {frame: HTMLElement; open: (name: string) => void; badge: (name: string, text: string) => void; opened: (name: string) => boolean} {
  const buttons = all.map(tab => h('button', {role: 'tab', id: 'tab-' + tab.name, 'aria-controls': 'panel-' + tab.name, type: 'button', onclick: () => open(tab.name), onkeydown: (event: KeyboardEvent) => move(event)}, tab.title, h('span', {class: 'badge'})));
  const panels = all.map(tab => h('section', {role: 'tabpanel', id: 'panel-' + tab.name, 'aria-labelledby': 'tab-' + tab.name, tabindex: '0'}, tab.body));
  let current = '';
  const open = (name: string) => {
    current = name;
    all.forEach((tab, i) => {
      const chosen = tab.name === name;
      buttons[i]!.setAttribute('aria-selected', String(chosen));
      buttons[i]!.tabIndex = chosen ? 0 : -1;
      panels[i]!.hidden = !chosen;
    });
    shown(name);
  };
  const move = (event: KeyboardEvent) => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) {
      const next = (all.findIndex(tab => tab.name === current) + step + all.length) % all.length;
      open(all[next]!.name);
      buttons[next]!.focus();
      event.preventDefault();
    }
  };
  const frame = h('div', {class: 'tabs'}, h('div', {role: 'tablist', 'aria-label': label}, ...buttons), ...panels);
  const badge = (name: string, text: string) => {
    buttons[all.findIndex(tab => tab.name === name)]!.querySelector('.badge')!.textContent = text;
  };
  open(all[0]!.name);
  return {frame, open, badge, opened: name => name === current};
}
