/** What the server refused, in its own words. */
export class Refused extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

async function answered(path: string, options: RequestInit): Promise<Response> {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    location.assign('/sign-in?to=' + encodeURIComponent(location.pathname + location.search));
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({})) as {message?: string; description?: string};
    throw new Refused(answer.status, problem.message ? [problem.message, problem.description].filter(Boolean).join(' ') : `${path} answered ${answer.status}`);
  }
  return answer;
}

export async function ask<T>(path: string): Promise<T> {
  return (await answered(path, {headers: {Accept: 'application/json'}})).json() as Promise<T>;
}

/** The same, and null where the server has no such thing, e.g. because the bundle that has it does not run. */
export async function askIfThere<T>(path: string): Promise<T | null> {
  try {
    return await ask<T>(path);
  } catch (refused) {
    if (refused instanceof Refused && refused.status === 404) {
      return null;
    }
    throw refused;
  }
}

let roles: Promise<string[]> | null = null;

/** Whether the person has a role, so that nothing is asked that the server will refuse. Where nobody can say it is true: the server decides anyway. */
export async function has(role: 'operator' | 'integrator'): Promise<boolean> {
  roles ??= ask<{subjects: string[]}>('/api/2/whoami').then(who => who.subjects);
  try {
    return (await roles).includes('role:' + role);
  } catch {
    roles = null;
    return true;
  }
}

export async function send(method: string, path: string, body?: unknown): Promise<void> {
  await answered(path, {method, headers: body === undefined ? {} : {'Content-Type': 'application/json'}, body: body === undefined ? null : JSON.stringify(body)});
}

/** All pages of a list. */
export async function all<T>(path: string, list: string, most = 50_000): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | number | null = null;
  do {
    const page: Record<string, unknown> = await ask(`${path}${path.includes('?') ? '&' : '?'}limit=1000${cursor == null ? '' : '&cursor=' + encodeURIComponent(cursor)}`);
    rows.push(...page[list] as T[]);
    cursor = page['cursor'] as string | number | null;
  } while (cursor != null && rows.length < most);
  return rows;
}

/** Asks again and again while the page is visible, and at once when it becomes so; a failure is told, and the next time is tried. */
export function every(milliseconds: number, work: () => Promise<void>, tell: (failure: string | null) => void): {now: () => void; end: () => void} {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  const run = async () => {
    clearTimeout(timer);
    if (!document.hidden) {
      try {
        await work();
        tell(null);
      } catch (failure) {
        tell((failure as Error).message);
      }
    }
    if (!ended) {
      clearTimeout(timer);
      timer = setTimeout(run, milliseconds);
    }
  };
  const seen = () => {
    if (!document.hidden) {
      void run();
    }
  };
  document.addEventListener('visibilitychange', seen);
  void run();
  return {now: () => void run(), end: () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  }};
}
