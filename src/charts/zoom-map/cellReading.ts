import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { type RowRank, rowRank, rowSum } from '../../attention/head-map/rowRank.ts';
import { formatCount, MASKED } from '../../attention/numbers/format.ts';
import { numberText } from '../../attention/numbers/numberText.ts';
import type { Position } from './view/view.ts';

/** What is read of one cell, in words. */
export interface CellReading {
  /** "0.412", "2.80 × 10⁻⁶", "masked" */
  readonly weight: string;
  /** "rank 3 of 10 visible keys" */
  readonly rank: string;
  /** "its row adds up to 1.00" */
  readonly sum: string;
}

export function cellReading(map: HeadMap, { queryPosition, keyPosition }: Position): CellReading {
  const rank = rowRank(map, queryPosition, keyPosition);
  const weight = map.weights[queryPosition * map.sequenceLength + keyPosition] ?? 0;
  return {
    weight: rank ? numberText(weight, 'three') : MASKED,
    rank: rank ? rankText(rank) : 'a later token, which this query must not see',
    sum: `its row adds up to ${numberText(rowSum(map, queryPosition), 'three')}`,
  };
}

/** "rank 3 of 10 visible keys", "rank 1 of 10 visible keys, level with 2 others", "the only visible key" */
export function rankText({ rank, ties, visible }: RowRank): string {
  if (visible === 1) return 'the only visible key';
  const level = ties === 0 ? '' : `, level with ${ties === 1 ? '1 other' : `${formatCount(ties)} others`}`;
  return `rank ${formatCount(rank)} of ${formatCount(visible)} visible keys${level}`;
}
