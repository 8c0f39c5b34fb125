import type { TableData } from '../table/tableData.ts';
import type { ConversionPanel } from './panels.ts';

/** Start, end and what to hold them against: a row for each line of the chart. */
export function conversionTable(panels: readonly ConversionPanel[]): TableData {
  return {
    caption: 'Loss on held-out sequences (nats) of an MHA that was given fewer KV heads',
    columns: [
      'conversion',
      'KV heads',
      'MHA before',
      'just converted',
      'after uptraining',
      '% of its steps',
      'from scratch',
    ],
    rows: panels.flatMap(({ mechanism, numKvHeads, lines, mhaLoss, scratchLoss }) =>
      lines.map(({ rule, points }) => [
        `${mechanism.toUpperCase()} by ${rule}`,
        numKvHeads,
        mhaLoss ?? '',
        points[0]?.loss ?? '',
        points.at(-1)?.loss ?? '',
        points.at(-1)?.percent ?? '',
        scratchLoss ?? '',
      ]),
    ),
  };
}

/** Every measurement: a row each. */
export function conversionPointsTable(panels: readonly ConversionPanel[]): TableData {
  return {
    caption: 'Loss on held-out sequences (nats) of an MHA that was given fewer KV heads',
    columns: ['conversion', 'KV heads', '% of the MHA’s steps', 'loss', 'MHA before', 'from scratch'],
    rows: panels.flatMap(({ mechanism, numKvHeads, lines, mhaLoss, scratchLoss }) =>
      lines.flatMap(({ rule, points }) =>
        points.map(({ percent, loss }) => [
          `${mechanism.toUpperCase()} by ${rule}`,
          ...[numKvHeads, percent, loss, mhaLoss ?? '', scratchLoss ?? ''],
        ]),
      ),
    ),
  };
}
