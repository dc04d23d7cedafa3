import {ask} from './server';

const RETRY_MS = 3000;

/**
 * An event stream of the server, opened again whenever it breaks. The browser itself goes on from the last event's id; where it gives
 * up (the server answered with an error), it is opened anew and begins with everything.
 */
export class Feed<T> {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param hear event, whether it holds everything @param tell whether the stream stands */
  constructor(private readonly path: string, private readonly hear: (event: T, full: boolean) => void, private readonly tell: (connected: boolean) => void) {
    this.open();
  }

  private open(): void {
    const source = new EventSource(this.path);
    this.source = source;
    source.onopen = () => this.tell(true);
    for (const kind of ['full', 'delta']) {
      source.addEventListener(kind, event => this.hear(JSON.parse((event as MessageEvent<string>).data) as T, kind === 'full'));
    }
    source.onerror = () => {
      this.tell(false);
      if (source.readyState === EventSource.CLOSED) {
        this.timer = setTimeout(() => {
          // Whoever is signed out is led to the sign-in by this.
          void ask('/bim/schemes').catch(() => null);
          this.open();
        }, RETRY_MS);
      }
    };
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.close();
  }
}
