import { formatCount, formatCountOf } from '../numbers/format.ts';
import { kvHeadChoices } from '../sharing.ts';
import { known, type Outcome, refused } from './outcome.ts';

/** What a field takes. */
interface Range {
  /** The subject of a sentence. */
  readonly label: string;
  /** Unit in the plural, if the label does not name it. */
  readonly unit?: string;
  readonly least: number;
  readonly most: number;
  /** True for fields that count: they take whole numbers alone. */
  readonly whole: boolean;
  /** True for fields that `least` itself is too little for. */
  readonly aboveLeast?: boolean;
}

const count = (label: string, most: number, least = 1): Range => ({ label, least, most, whole: true });

/**
 * The limits of every field of the Cost screen. They are beyond anything that exists, and below what would be a slip of the
 * keyboard or make a count of a field unsafe: every one fits into a double to the last unit.
 */
export const COST_FIELDS = {
  contextTokens: { ...count('The context', 1e9), unit: 'tokens' },
  sourceTokens: { ...count('The source', 1e9, 0), unit: 'tokens' },
  scheduledTokens: { ...count('A step', 1e9), unit: 'tokens' },
  sequences: count('The number of sequences', 1e9),
  users: count('The number of users', 1e9),
  gpus: count('The number of GPUs', 1e6),
  tensorParallel: count('The tensor parallel size', 1e4),
  blockSize: { ...count('The block size', 65_536), unit: 'tokens' },
  utilisation: { label: 'The memory utilisation', least: 0, most: 1, whole: false, aboveLeast: true },
  memoryGib: { label: 'The memory', unit: 'GiB', least: 0, most: 1e5, whole: false, aboveLeast: true },
  overheadGib: { label: 'The overhead', unit: 'GiB', least: 0, most: 1e5, whole: false },
  weightsGib: { label: 'The weights', unit: 'GiB', least: 0, most: 1e7, whole: false },
  bandwidthGBps: { label: 'The bandwidth', unit: 'GB/s', least: 0, most: 1e7, whole: false, aboveLeast: true },
  peakTflops: { label: 'The peak', unit: 'TFLOP/s', least: 0, most: 1e7, whole: false, aboveLeast: true },
  layers: count('The number of layers', 1e4),
  queryHeads: count('The number of query heads', 1e4),
  kvHeads: count('The number of KV heads', 1e4),
  headDim: count('The head dimension', 65_536),
  dModel: count('d_model', 1e6),
  window: { ...count('The window', 1e9), unit: 'tokens' },
  parameters: count('The number of parameters', 1e15),
  scaleElements: count('Elements that share a scale', 65_536),
  scaleBytes: { ...count('A scale', 64, 0), unit: 'bytes' },
} as const satisfies Readonly<Record<string, Range>>;
export type CostField = keyof typeof COST_FIELDS;

/** Characters of a wrong value that its sentence repeats. */
const MOST_SHOWN = 40;

/**
 * Reads what stands in a field, typed ("32,768", " 0.9 ", "1e6") or a number already.
 *
 * @returns the number, or a sentence with the field, what it takes and the bad value
 */
export function readCostField(field: CostField, value: unknown): Outcome<number> {
  const range: Range = COST_FIELDS[field];
  const number = numberIn(value);
  return isWithin(number, range) ? known(number) : refused(`${range.label} takes ${taken(range)}${butIs(value)}.`);
}

/** Returns the first sentence about values that their fields do not take; null if all are right. Absent ones are not looked at. */
export function firstProblem(values: Readonly<Partial<Record<CostField, unknown>>>): string | null {
  for (const [field, value] of Object.entries(values)) {
    const outcome = value === undefined ? null : readCostField(field as CostField, value);
    if (outcome && !outcome.ok) return outcome.reason;
  }
  return null;
}

/** Refuses KV heads that do not divide the query heads, and says which do. */
export function checkHeads(queryHeads: number, kvHeads: number): Outcome<number> {
  const isCount = Number.isInteger(kvHeads) && kvHeads >= 1;
  if (isCount && queryHeads % kvHeads === 0) return known(kvHeads);
  const choices = kvHeadChoices(queryHeads);
  const use = choices.length < 2 ? '1' : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  // 1 divides everything, so that the plural is always right.
  return refused(
    `${isCount ? formatCountOf(kvHeads, 'KV head') : `${kvHeads} KV heads`} do not divide ${formatCountOf(queryHeads, 'query head')}: use ${use}.`,
  );
}

function isWithin(value: number, { least, most, whole, aboveLeast }: Range): boolean {
  return value >= least && value <= most && !(aboveLeast && value === least) && (!whole || Number.isInteger(value));
}

/** "a whole number of tokens from 1 to 1,000,000,000", "a number above 0 and up to 1" */
function taken({ unit, least, most, whole, aboveLeast }: Range): string {
  const limits = aboveLeast ? `above ${formatCount(least)} and up to` : `from ${formatCount(least)} to`;
  return `a ${whole ? 'whole ' : ''}number${unit ? ` of ${unit}` : ''} ${limits} ${formatCount(most)}`;
}

/** NaN unless it is a number or a text that reads as one: thousands may be parted by commas, if all of them are. */
function numberIn(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const text = typeof value === 'string' ? value.trim() : '';
  const isNumber = /^[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[+-]?\d+)?$/i.test(text) && /^[^e]*\d/i.test(text);
  return isNumber ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** ", not “12 %”", ", not −1", ", and there is none" */
function butIs(value: unknown): string {
  if (value === null || value === undefined) return ', and there is none';
  if (typeof value === 'number' || typeof value === 'bigint') return `, not ${String(value).replace('-', '\u2212')}`;
  if (typeof value !== 'string')
    return `, not ${typeof value === 'boolean' ? value : `a value of type ${typeof value}`}`;
  const characters = [...value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()];
  if (characters.length === 0) return ', and the field is empty';
  const shown = characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : characters.join('');
  return `, not “${shown}”`;
}
