import {Cell} from './cell';
import type {Alert} from '../site/alerts';
import type {Colours} from '../site/colours';
import {NOTHING, type Pointed} from '../site/doctor';
import {EVERYTHING, fits, narrows, type Wanted} from '../site/filter';
import type {Asset, Site} from '../site/site';

/** What the parts of the page have in common. */
export class App {
  /** The scheme by which elements are coloured. */
  readonly scheme = new Cell('alert');
  readonly wanted = new Cell<Wanted>(EVERYTHING);
  /** Id of the asset whose card is open. */
  readonly chosen = new Cell<string | null>(null);
  readonly alerts = new Cell<Alert[]>([]);
  /** Why the alerts may be old; null where they are not. */
  readonly alertTrouble = new Cell<string | null>(null);
  /** GlobalIds of elements that have changed their colours; told for every change. */
  readonly changed = new Cell<Set<string>>(new Set());
  /** Counts how often assets have found other elements. */
  readonly mapped = new Cell(0);
  /** The moment that is shown, in milliseconds; null for now. */
  readonly past = new Cell<number | null>(null);
  /** Counts changes of the page's colours, light or dark. */
  readonly themes = new Cell(0);
  readonly connected = new Cell(false);
  /** The last thing that people should know, for eyes and screen readers. */
  readonly note = new Cell('');
  /** What somebody wants to see in the model, whatever its colours say. */
  readonly pointed = new Cell<Pointed>(NOTHING);
  /** The revision of the model that is shown; null for none. */
  readonly model = new Cell<string | null>(null);
  /** Takes the GlobalId of the next element that is pressed in the model; null while nobody waits for one. */
  readonly picking = new Cell<((guid: string) => void) | null>(null);
  /** Asks for alerts now, not when it is time to. */
  refreshAlerts: () => void = () => {};

  constructor(readonly site: Site, readonly colours: Colours) {}

  fits(asset: Asset): boolean {
    return fits(this.site, this.colours, this.wanted.value, asset);
  }

  get narrowed(): boolean {
    return narrows(this.wanted.value);
  }

  narrow(more: Partial<Wanted>): void {
    this.wanted.set({...this.wanted.value, ...more});
  }

  /** Does what a person asked for; a refusal is told to him. */
  async attempt(what: string, work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      this.say(what);
      return true;
    } catch (failure) {
      this.say((failure as Error).message);
      return false;
    }
  }

  say(text: string): void {
    this.note.set('');
    this.note.set(text);
  }
}
