import {all, send} from '../net/server';

/** As `/api/gemello/alerts` has it. */
export interface Alert {
  id: string;
  rule: string;
  point: string;
  asset: string;
  state: string;
  condition: boolean;
  level: string;
  priority: string;
  message: string;
  value: number | null;
  since: string;
  until: string | null;
}

export const load = (): Promise<Alert[]> => all<Alert>('/api/gemello/alerts', 'alerts', 2000);

/** What a person can do with an alert that stands so; the first is the likeliest. */
export function actions(state: string): string[] {
  switch (state) {
    case 'unacknowledged': case 'returned unacknowledged': case 'latched unacknowledged':
      return ['ack', 'shelve'];
    case 'acknowledged':
      return ['shelve'];
    case 'latched':
      return ['reset', 'shelve'];
    case 'shelved':
      return ['unshelve'];
    case 'out of service':
      return ['in-service'];
    default:
      return [];
  }
}

export const act = (alert: Alert, action: string, body: Record<string, string> = {}): Promise<void> => send('POST', `/api/gemello/alerts/${encodeURIComponent(alert.id)}/${action}`, body);

/** Those that were not there, or not unacknowledged, before. */
export function fresh(before: Alert[], now: Alert[]): Alert[] {
  const known = new Set(before.filter(one => one.state === 'unacknowledged').map(one => one.id));
  return now.filter(one => one.state === 'unacknowledged' && !known.has(one.id));
}
