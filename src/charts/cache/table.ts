import type { TableData } from '../table/tableData.ts';
import { endLabel } from './layout.ts';
import { type CacheAxes, longestLength } from './lengths.ts';
import { byBytes, type CacheSetup, cacheLines } from './lines.ts';

/** The figures of the cache chart: a row for each power of two that the chart shows, and one for the present length. */
export function cacheTable(setup: CacheSetup, tokens: number, axes: CacheAxes): TableData {
  const lines = byBytes(cacheLines(setup));
  const powers = Array.from({ length: Math.log2(longestLength(tokens, axes)) + 1 }, (_, exponent) => 2 ** exponent);
  const lengths = [...new Set([...powers, ...(tokens > 0 ? [tokens] : [])])].sort((a, b) => a - b);
  return {
    caption: 'Bytes of KV cache by sequence length',
    columns: ['tokens', ...lines.map((line) => `${endLabel(line)} (B)`)],
    rows: lengths.map((length) => [length, ...lines.map((line) => line.exactBytesAt(length))]),
  };
}
