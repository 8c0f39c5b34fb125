import { formatCountOf } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';
import { TIMES_LINES, type TimedTokens } from './timedSteps.ts';

/** The figures of the chart: a row for each mechanism, with and without a cache, at each length. */
export function timesTable(lengths: readonly TimedTokens[]): TableData {
  return {
    caption: 'Milliseconds of one decode step, by tokens in the cache',
    columns: [
      'step',
      'tokens',
      'KV heads',
      'KV cache (B)',
      'median (ms)',
      'lower quartile (ms)',
      'upper quartile (ms)',
      'fastest (ms)',
      'slowest (ms)',
    ],
    rows: lengths.flatMap(({ tokens, steps }) =>
      TIMES_LINES.map(({ name, mechanism, way }) => {
        const { numKvHeads, cacheBytes, [way]: spread } = steps[mechanism];
        return [
          `${name}, ${formatCountOf(tokens, 'token')}`,
          tokens,
          numKvHeads,
          way === 'cached' ? cacheBytes : '',
          spread.median,
          spread.lower,
          spread.upper,
          spread.fastest,
          spread.slowest,
        ];
      }),
    ),
  };
}
