'use strict';
// What all pages share: asking the server as the one who is signed in, and building elements from text, never from markup.
export const by = id => document.getElementById(id);

export async function ask(path) {
  const answer = await fetch(path, {headers: {Accept: 'application/json'}});
  if (answer.status === 401) {
    location.assign('/sign-in?to=' + encodeURIComponent(location.pathname));
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new Error(problem.message || `${path} answered ${answer.status}`);
  }
  return answer.json();
}

export function element(tag, text, style) {
  const made = document.createElement(tag);
  made.textContent = text ?? '';
  if (style) {
    made.className = style;
  }
  return made;
}

export const slug = state => String(state || '').replace(/ /g, '-');

export const pill = state => element('span', state || '', 'state ' + slug(state));

export function shown(value) {
  if (typeof value !== 'number') {
    return value == null ? '' : String(value);
  }
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(Math.abs(value) < 1 ? 3 : 6)));
}

export const count = number => number == null ? '' : Number(number).toLocaleString('en');

export function bytes(number) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let i = 0;
  let left = number || 0;
  while (left >= 1024 && i < units.length - 1) {
    left /= 1024;
    i++;
  }
  return `${i === 0 ? left : left.toFixed(1)} ${units[i]}`;
}

export function seconds(number) {
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const [size, unit] = units.find(([each]) => number >= each) || [1, 's'];
  return `${Math.floor(number / size)} ${unit}`;
}

export const stamp = time => time ? new Date(time).toISOString().slice(0, 19).replace('T', ' ') + ' UTC' : '';

// How long ago; a time to come is shown as it is.
export function age(time) {
  const past = Math.round((Date.now() - Date.parse(time)) / 1000);
  if (!time || Number.isNaN(past)) {
    return '';
  }
  return past < 0 ? stamp(time) : seconds(past);
}

// A cell whose text is short and whose title says it exactly.
export function cell(content, style, title) {
  const made = element('td', content instanceof Node ? '' : content, style);
  if (content instanceof Node) {
    made.append(content);
  }
  if (title) {
    made.title = title;
  }
  return made;
}

export const ago = time => cell(time ? age(time) : '', 'number', stamp(time));

export function row(...cells) {
  const made = element('tr');
  made.append(...cells);
  return made;
}

export function fill(id, rows, empty) {
  const columns = by(id).closest('table').querySelectorAll('thead th').length;
  const none = element('td', empty, 'soft');
  none.colSpan = columns;
  by(id).replaceChildren(...(rows.length ? rows : [row(none)]));
}

// Refreshes again and again while the page is visible, and at once when it becomes so; a failure is told, and the next time is tried.
export function every(milliseconds, refresh, tell) {
  let timer;
  const run = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        await refresh();
        tell('');
      } catch (failure) {
        tell(failure.message);
      }
    }
    timer = setTimeout(run, milliseconds);
  };
  document.addEventListener('visibilitychange', () => document.hidden || run());
  run();
  return run;
}

// A table a page at a time, with the buttons `next` and `back`: query() says what is asked for, show(page) shows it.
// Returns what begins at the first page again. An answer that a later question has overtaken is not shown.
export function pages(path, milliseconds, query, show) {
  let cursors = [''];
  let next = null;
  let asked = 0;
  const refresh = async () => {
    const mine = ++asked;
    const cursor = cursors[cursors.length - 1];
    const page = await ask(`${path}?${new URLSearchParams(cursor ? {...query(), cursor} : query())}`);
    if (mine !== asked) {
      return;
    }
    show(page);
    next = page.cursor;
    by('next').disabled = !next;
    by('back').disabled = cursors.length === 1;
    by('place').textContent = `page ${cursors.length}`;
  };
  const again = every(milliseconds, refresh, note);
  const turn = change => {
    change();
    by('next').disabled = true;
    again();
  };
  by('next').addEventListener('click', () => turn(() => cursors.push(next)));
  by('back').addEventListener('click', () => turn(() => cursors.pop()));
  return () => turn(() => {
    cursors = [''];
  });
}

export const note = text => {
  by('note').textContent = text;
};
