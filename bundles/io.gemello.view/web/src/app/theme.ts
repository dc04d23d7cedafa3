import {h} from './dom';

const KEPT = 'gemello-theme';

/** Light, dark, or as the system has it; remembered where the browser lets us. */
export function themeChoice(changed: () => void): HTMLElement {
  const set = (theme: string) => {
    document.documentElement.dataset['theme'] = theme;
    changed();
  };
  const choice = h('select', {id: 'theme', 'aria-label': 'Theme', onchange: () => {
    try {
      localStorage.setItem(KEPT, choice.value);
    } catch {
      // Not remembered, then.
    }
    set(choice.value);
  }}, h('option', {value: 'auto'}, 'as the system'), h('option', {value: 'light'}, 'light'), h('option', {value: 'dark'}, 'dark'));
  try {
    choice.value = localStorage.getItem(KEPT) ?? 'auto';
  } catch {
    choice.value = 'auto';
  }
  document.documentElement.dataset['theme'] = choice.value;
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  return choice;
}
