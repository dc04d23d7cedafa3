const UNITS: Record<string, string> = {Cel: '°C', '[degF]': '°F', K: 'K', '1': '', '/min': 'rpm', 'm3/s': 'm³/s', 'm2': 'm²', m3: 'm³'};

/** A UCUM code as people write it. */
export const unit = (code: string | null | undefined): string => code == null ? '' : UNITS[code] ?? code;

/** A number with as many digits as say something. */
export function amount(value: unknown): string {
  if (typeof value !== 'number') {
    return value == null ? '–' : String(value);
  }
  if (Number.isInteger(value)) {
    return String(value);
  }
  const size = Math.abs(value);
  return String(Number(value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : 3)));
}

export const measured = (value: unknown, code: string | null | undefined): string => [amount(value), unit(code)].filter(Boolean).join(' ');

export const clock = (time: string | number | null | undefined): string => time == null ? '' : new Date(time).toLocaleTimeString(undefined, {hour12: false});

export const moment = (time: string | number | null | undefined): string => time == null ? '' : new Date(time).toLocaleString(undefined, {hour12: false, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit'});

/** How long ago, roughly. */
export function ago(time: string | null | undefined, now = Date.now()): string {
  const seconds = time ? Math.max(0, Math.round((now - Date.parse(time)) / 1000)) : NaN;
  if (!Number.isFinite(seconds)) {
    return '';
  }
  const steps: [number, string][] = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const [size, word] = steps.find(([each]) => seconds >= each) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${word}`;
}

/** A scheme's title without the prefix that its parameters share: `DT_InletTop` is `Inlet top`. */
export function title(text: string): string {
  const words = text.replace(/^DT_/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  return text.startsWith('DT_') ? words.charAt(0) + words.slice(1).toLowerCase() : text;
}

/** The value that the reason of a ramp's colour ends with: `DT_Inlet (last) is 19.1 °C`, of then `probe was 19.1 on the mean`. Empty for any other reason. */
export const valueIn = (reason: string): string => / (?:is|was) (-?\d.*?)(?: on the mean)?$/.exec(reason)?.[1] ?? '';
