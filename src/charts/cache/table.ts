import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import type { TableData } from '../table/tableData.ts';
import { endLabel } from './layout.ts';
import { type CacheAxes, longestLength } from './lengths.ts';
import { byBytes, type CacheSetup, cacheLines } from './lines.ts';
import type { MeasuredBytes } from './measured.ts';

/**
 * The figures of the cache chart: a row for each power of two that the chart shows, one for the present length, and one for each
 * length of which a cache was measured. What was measured has columns of its own, if there is any.
 */
export function cacheTable(
  setup: CacheSetup,
  tokens: number,
  axes: CacheAxes,
  measured: readonly MeasuredBytes[] = [],
): TableData {
  const lines = byBytes(cacheLines(setup));
  const powers = Array.from({ length: Math.log2(longestLength(tokens, axes)) + 1 }, (_, exponent) => 2 ** exponent);
  const lengths = [
    ...new Set([...powers, ...(tokens > 0 ? [tokens] : []), ...measured.map((cache) => cache.tokens)]),
  ].sort((a, b) => a - b);
  const mechanisms = MECHANISMS.filter((mechanism) => measured.some((cache) => cache.mechanism === mechanism));
  return {
    caption: 'Bytes of KV cache by sequence length',
    columns: [
      'tokens',
      ...lines.map((line) => `${endLabel(line)} (B)`),
      ...mechanisms.map((mechanism) => `${MECHANISM_SHORT[mechanism]} measured (B)`),
    ],
    rows: lengths.map((length) => [
      length,
      ...lines.map((line) => line.exactBytesAt(length)),
      ...mechanisms.map(
        (mechanism) => measured.find((cache) => cache.mechanism === mechanism && cache.tokens === length)?.bytes ?? '',
      ),
    ]),
  };
}
