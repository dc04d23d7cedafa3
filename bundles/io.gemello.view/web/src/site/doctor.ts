/** What an element is recognised by, as `/api/gemello/bim/doctor` has it; position in the model's coordinates, metres. */
export interface Fingerprint {
  guid: string;
  entity: string;
  name: string;
  type: string | null;
  tag: string | null;
  storey: string | null;
  position: number[];
}

/** An element of the model that may be the one of before. `is` is null where the model has been replaced meanwhile. */
export interface Candidate {
  ifcGuid: string;
  is: Fingerprint | null;
  score: number;
  reasons: string[];
  rejected: boolean;
  /** Whether something is mapped on it. */
  taken: boolean;
}

export interface Step {
  verdict: string;
  ifcGuid: string | null;
  author: string;
  time: string;
}

/** A mapped element of an earlier revision of the model, and what has become of it. */
export interface Case {
  ifcGuid: string;
  state: string;
  mapped: string[];
  was: Fingerprint;
  now: string | null;
  candidates: Candidate[];
  steps: Step[];
}

export interface Overview {
  revision: string | null;
  compared: {same: number; carried: number; asked: number} | null;
  cases: Record<string, number>;
  trouble: string | null;
}

/** What is to be looked at: elements, and a place in the model's coordinates. */
export interface Pointed {
  guids: string[];
  at: number[] | null;
}

export const NOTHING: Pointed = {guids: [], at: null};

export const STATES: [string, string][] = [['open', 'waiting'], ['carried', 'carried over'], ['accepted', 'accepted'], ['retired', 'gone']];

/** Its name, as far as it has one. */
export const called = (one: Fingerprint | null, guid: string): string => one?.name.trim() || guid;

/** What kind of thing it is, and where, for people. */
export function about(one: Fingerprint): string {
  const place = one.position.length === 3 ? `at ${one.position.map(metres => metres.toFixed(2)).join(', ')} m` : null;
  return [one.entity.replace(/^IFC/, '').toLowerCase(), one.type, one.tag && `tag ${one.tag}`, one.storey, place].filter(Boolean).join(' · ');
}

export const some = (cases: Overview['cases']): boolean => Object.values(cases).some(count => count > 0);

/** What stands at the top. */
export function summary({cases, trouble}: Overview): string {
  const waiting = cases['open'] ?? 0;
  const sentence = waiting === 0 ? 'Nothing waits for a decision.' : waiting === 1 ? 'One mapped element of the model before may not be in the new one.' : `${waiting} mapped elements of the model before may not be in the new one.`;
  return trouble ? `${sentence} The newest model could not be compared: ${trouble}` : sentence;
}

/** The element of before, where it was, and one of now. */
export function point(one: Case, guid: string | null): Pointed {
  return {guids: guid ? [guid] : [one.ifcGuid], at: one.was.position.length === 3 ? one.was.position : null};
}

/** Which of a list of keys has the focus next, when one that stood at this place is gone: that which has moved up, else the last. */
export const following = (keys: string[], place: number): string | null => keys[Math.min(place, keys.length - 1)] ?? null;
