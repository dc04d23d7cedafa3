/** A value that others watch. Told at most once per change, in the order of watching. */
export class Cell<T> {
  private readonly watchers = new Set<(value: T) => void>();
  private held: T;

  constructor(first: T) {
    this.held = first;
  }

  get value(): T {
    return this.held;
  }

  set(value: T): void {
    if (value !== this.held) {
      this.held = value;
      this.tell();
    }
  }

  /** For a value that changes in place. */
  tell(): void {
    this.watchers.forEach(watcher => watcher(this.held));
  }

  /** Told at once, too. Returns what ends it. */
  watch(watcher: (value: T) => void): () => void {
    this.watchers.add(watcher);
    watcher(this.held);
    return () => this.watchers.delete(watcher);
  }
}
