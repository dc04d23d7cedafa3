/** A point that an address may be, as `/api/gemello/unmapped?propose=json` has it. */
export interface Guess {
  point: string;
  asset: string;
  newAsset: boolean;
  feature: string;
  quantity: string;
  unit: string;
  sourceUnit: string;
  states: string;
  adapter: string;
  address: string;
  value: unknown;
  confidence: number;
  why: string[];
}

export const COLUMNS = ['point', 'asset', 'feature', 'quantity', 'unit', 'adapter', 'address', 'sourceUnit', 'states'] as const;

const cell = (text: string) => /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;

/** As a line of a table with these columns. */
export const row = (guess: Guess): string => COLUMNS.map(column => cell(guess[column])).join(',');
