import { formatCount, MASKED } from '../../../attention/numbers/format.ts';
import { kvHeadOf } from '../../../attention/sharing.ts';
import { blockRange, poolingNote } from '../../cells/blocks.ts';
import { largestAround, type Maps } from '../../cells/maps.ts';
import { toCsv } from '../../save/csv.ts';

/** What spreadsheets hold. Beyond, the file would be cut off without a word, and takes gigabytes to build. */
const MAX_ROWS = 1_048_576;

/** Enough digits to give back the very float32. */
const FLOAT32_DIGITS = 9;

const HEAD_COLUMNS = ['mechanism', 'query head', 'KV head'];
const CELL_COLUMNS = ['query position', 'query token', 'key position', 'key token', 'weight'];
const BLOCK_COLUMNS = [
  'first query position',
  'last query position',
  'first key position',
  'last key position',
  'largest weight',
];

/**
 * The maps as CSV, one row a cell, by query head, query position, key position; the weight is "masked" where it is. Where
 * the maps are pooled, one row a block with its largest weight, and a remark that says so. Quoting and the guard against
 * formulas are `toCsv`'s: a token that begins with = + - @ has an apostrophe before it. `settings` come first as remarks.
 * @throws Error with a sentence for the user where the rows are more than a spreadsheet holds.
 */
export function mapCsv(maps: Maps, tokens: readonly string[], settings: readonly string[]): string {
  const { shortName, numHeads, stride, side } = maps;
  const note = poolingNote(stride);
  const remarks = note ? [note, ...settings] : settings;
  const count = numHeads * side ** 2;
  // The caption, the remarks and the names of the columns take rows, too.
  const total = count + remarks.length + 2;
  if (total > MAX_ROWS) {
    throw new Error(
      `The maps take ${formatCount(total)} rows, and a spreadsheet holds ${formatCount(MAX_ROWS)}. Shorten the text, choose fewer query heads, or use Download run.`,
    );
  }
  const place = stride === 1 ? cellOf : blockOf;
  const rows = Array.from({ length: count }, (_, index) => {
    const [row, column] = [Math.floor(index / side) % side, index % side];
    const queryHead = Math.floor(index / side ** 2);
    const largest = largestAround(maps, { queryHead, queryPosition: row * stride, keyPosition: column * stride });
    return [
      shortName,
      queryHead,
      kvHeadOf(queryHead, maps),
      ...place(maps, tokens, row),
      ...place(maps, tokens, column),
      largest === null ? MASKED : Number(largest.toPrecision(FLOAT32_DIGITS)),
    ];
  });
  const columns = [...HEAD_COLUMNS, ...(stride === 1 ? CELL_COLUMNS : BLOCK_COLUMNS)];
  return toCsv({ caption: `Attention weights, ${shortName}`, columns, rows }, remarks);
}

function cellOf(_maps: Maps, tokens: readonly string[], position: number): (number | string)[] {
  return [position, tokens[position] ?? ''];
}

function blockOf(maps: Maps, _tokens: readonly string[], block: number): readonly number[] {
  return blockRange(maps, block);
}
