import type { TableData } from '../../table/tableData.ts';
import type { FitsInput } from './layout.ts';

/** Tabulates the figures of the map: a row for each power of two of tokens up to the model's longest, and one for the context asked for. */
export function fitsTable({ lines, longest, contextTokens }: FitsInput): TableData {
  const end = Math.ceil(Math.log2(Math.max(2, longest, contextTokens)));
  const powers = Array.from({ length: end + 1 }, (_, exponent) => 2 ** exponent);
  const lengths = [...new Set([...powers, contextTokens])].sort((a, b) => a - b);
  return {
    caption: 'Sequences that fit at once, by context',
    columns: ['context (tokens)', ...lines.map(({ name }) => `${name} (sequences)`)],
    rows: lengths.map((tokens) => [tokens, ...lines.map((line) => line.sequencesAt(tokens) ?? 'any number')]),
  };
}
