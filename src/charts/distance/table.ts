import type { TableData } from '../table/tableData.ts';
import type { DistancePoint } from './points.ts';

/** The figures of the chart: a row for each number of KV heads; columns of a spread only where there is one. */
export function distanceTable(points: readonly DistancePoint[], seed: number): TableData {
  const hasSpread = points.some(({ spread }) => spread !== undefined);
  return {
    caption: 'Distance of the output from MHA’s (relative L2), and KV cache',
    columns: [
      'KV heads',
      'KV cache (B)',
      `distance, seed ${seed}`,
      ...(hasSpread ? ['seeds', 'median', 'least', 'most'] : []),
    ],
    rows: points.map(({ numKvHeads, exactCacheBytes, distance, spread }) => [
      numKvHeads,
      exactCacheBytes,
      distance ?? '',
      ...(hasSpread ? (spread ? [spread.count, spread.median, spread.least, spread.most] : ['', '', '', '']) : []),
    ]),
  };
}
