import { formatCount } from '../../attention/numbers/format.ts';
import type { TableData } from '../table/tableData.ts';
import { CACHE_TOKENS, type LossPoint } from './points.ts';

/** The figures of the chart: a row for each number of KV heads. */
export function lossTable(points: readonly LossPoint[]): TableData {
  return {
    caption: `Loss on held-out sequences (nats), and KV cache of ${formatCount(CACHE_TOKENS)} tokens`,
    columns: ['KV heads', 'KV cache (B)', 'median loss', 'least', 'most', 'seeds'],
    rows: points.map(({ numKvHeads, cacheBytes, median, least, most, count }) => [
      numKvHeads,
      cacheBytes,
      median,
      least,
      most,
      count,
    ]),
  };
}
