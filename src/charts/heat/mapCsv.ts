import { formatCount, MASKED } from '../../attention/format.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { toCsv } from '../save/csv.ts';
import { type Maps, weightAt } from './maps.ts';

/** What spreadsheets hold. Beyond, the file would be cut off without a word, and takes gigabytes to build. */
const MAX_ROWS = 1_048_576;

/** Enough digits to give back the very float32. */
const FLOAT32_DIGITS = 9;

const COLUMNS = [
  'mechanism',
  'query head',
  'KV head',
  'query position',
  'query token',
  'key position',
  'key token',
  'weight',
];

/**
 * Every weight of the maps as CSV, one row a cell, by query head, query position, key position; the weight is "masked"
 * where it is. Quoting and the guard against formulas are `toCsv`'s: a token that begins with = + - @ has an apostrophe
 * before it. `settings` come first as remarks.
 * @throws Error with a sentence for the user where the rows are more than a spreadsheet holds.
 */
export function mapCsv(maps: Maps, tokens: readonly string[], settings: readonly string[]): string {
  const { shortName, numHeads, sequenceLength } = maps;
  const count = numHeads * sequenceLength ** 2;
  if (count > MAX_ROWS) {
    throw new Error(
      `these maps have ${formatCount(count)} cells, and a spreadsheet holds ${formatCount(MAX_ROWS)} rows. Shorten the text, or use Download run.`,
    );
  }
  const rows = Array.from({ length: count }, (_, index) => {
    const keyPosition = index % sequenceLength;
    const queryPosition = Math.floor(index / sequenceLength) % sequenceLength;
    const queryHead = Math.floor(index / sequenceLength ** 2);
    const weight = weightAt(maps, { queryHead, queryPosition, keyPosition });
    return [
      shortName,
      queryHead,
      kvHeadOf(queryHead, maps),
      queryPosition,
      tokens[queryPosition] ?? '',
      keyPosition,
      tokens[keyPosition] ?? '',
      weight === null ? MASKED : Number(weight.toPrecision(FLOAT32_DIGITS)),
    ];
  });
  return toCsv({ caption: `Attention weights, ${shortName}`, columns: COLUMNS, rows }, settings);
}
