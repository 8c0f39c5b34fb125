import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { type RowRank, rowRank, rowSum } from '../../attention/head-map/rowRank.ts';
import { formatCount, formatCountOf, formatOrdinal, MASKED } from '../../attention/numbers/format.ts';
import type { Position } from './view/view.ts';

/** Enough to tell neighbours of a long row apart; float32 has about one more. */
const DECIMALS = 6;

/** What is read of one cell, in words. */
export interface CellReading {
  /** "0.412345", "masked" */
  readonly weight: string;
  /** "3rd of 10 visible keys" */
  readonly rank: string;
  /** "its row adds up to 1.000000" */
  readonly sum: string;
}

export function cellReading(map: HeadMap, { queryPosition, keyPosition }: Position): CellReading {
  const rank = rowRank(map, queryPosition, keyPosition);
  const weight = map.weights[queryPosition * map.sequenceLength + keyPosition] ?? 0;
  return {
    weight: rank ? weight.toFixed(DECIMALS) : MASKED,
    rank: rank ? rankText(rank) : 'a later token, which this query must not see',
    sum: `its row adds up to ${rowSum(map, queryPosition).toFixed(DECIMALS)}`,
  };
}

/** "3rd of 10 visible keys", "1st of 10 visible keys, level with 2 others", "the only visible key" */
export function rankText({ rank, ties, visible }: RowRank): string {
  if (visible === 1) return 'the only visible key';
  const level = ties === 0 ? '' : `, level with ${ties === 1 ? '1 other' : `${formatCount(ties)} others`}`;
  return `${formatOrdinal(rank)} of ${formatCountOf(visible, 'visible key')}${level}`;
}
