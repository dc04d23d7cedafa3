type Child = Node | string | null | undefined | false;

/** Attributes by name; `on…` are listeners, `class` and the rest as in markup; false and null leave one out. */
export type Props = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

/** An element built from text and nodes, never from markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return dress(document.createElement(tag), props, children);
}

export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

function dress<E extends Element>(made: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') {
      made.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    } else if (value !== false && value != null) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return made;
}

/** Puts children in without touching what is the same already, so that focus and scrolling stay. */
export function fill(parent: Element, keyed: [string, () => Element, ((old: Element) => void)?][]): void {
  const old = new Map([...parent.children].map(child => [(child as HTMLElement).dataset.key ?? '', child]));
  let place: Element | null = parent.firstElementChild;
  for (const [key, make, renew] of keyed) {
    let child = old.get(key);
    old.delete(key);
    if (!child) {
      child = make();
      (child as HTMLElement).dataset.key = key;
    } else {
      renew?.(child);
    }
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  old.forEach(gone => gone.remove());
}
