import {EVERYTHING, type Wanted} from '../site/filter';

/** Where the model is looked at from, and what at, in metres. */
export interface Pose {
  from: [number, number, number];
  to: [number, number, number];
}

export const WAYS = ['model', 'plan', 'grid'] as const;
export type Way = typeof WAYS[number];

/** What a person has chosen to see. */
export interface Saved {
  way: Way;
  scheme: string;
  wanted: Wanted;
  chosen: string | null;
  pose: Pose | null;
}

const BEGIN = '#view=';

export const link = (saved: Saved): string => BEGIN + encodeURIComponent(JSON.stringify(saved));

const place = (given: unknown): given is [number, number, number] => Array.isArray(given) && given.length === 3 && given.every(one => Number.isFinite(one));

/** What a link says, as far as it can be understood: links are kept for long, and written by hand. Null for none. */
export function read(hash: string): Saved | null {
  let given: Partial<Saved>;
  try {
    given = JSON.parse(decodeURIComponent(hash.startsWith(BEGIN) ? hash.slice(BEGIN.length) : '')) as Partial<Saved>;
  } catch {
    return null;
  }
  if (typeof given !== 'object' || given === null) {
    return null;
  }
  const wanted = Object.fromEntries(Object.keys(EVERYTHING).map(word => {
    const text = given.wanted?.[word as keyof Wanted];
    return [word, typeof text === 'string' ? text : ''];
  }));
  return {
    way: WAYS.find(way => way === given.way) ?? 'model',
    scheme: typeof given.scheme === 'string' ? given.scheme : 'alert',
    wanted: wanted as unknown as Wanted,
    chosen: typeof given.chosen === 'string' ? given.chosen : null,
    pose: given.pose && place(given.pose.from) && place(given.pose.to) ? {from: given.pose.from, to: given.pose.to} : null,
  };
}
