import type {Merged} from './geometry';

/** Changes with the shape of {@link Merged}. */
const VERSION = 2;
const STORE = 'shapes';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('gemello-view', VERSION);
    asked.onupgradeneeded = () => {
      [...asked.result.objectStoreNames].forEach(name => asked.result.deleteObjectStore(name));
      asked.result.createObjectStore(STORE);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error('no store'));
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the store failed'));
  });
}

/** Null where it is not there, or the browser keeps nothing. */
export async function kept(revision: string): Promise<Merged | null> {
  try {
    const store = await open();
    const found = await done(store.transaction(STORE).objectStore(STORE).get(revision) as IDBRequest<Merged | undefined>);
    store.close();
    return found ?? null;
  } catch {
    return null;
  }
}

/** Keeps this one, and no other: models are large. */
export async function keep(revision: string, merged: Merged): Promise<void> {
  const store = await open();
  const shapes = store.transaction(STORE, 'readwrite').objectStore(STORE);
  shapes.clear();
  await done(shapes.put(merged, revision));
  store.close();
}

/** A store that is full or forbidden only means that the model is read again. */
export function forget(): void {
  indexedDB.deleteDatabase('gemello-view');
}
