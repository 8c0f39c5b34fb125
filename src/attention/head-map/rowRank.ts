import { type HeadMap, visibleRow } from './headMap.ts';

/** Where one weight stands among those of its query. */
export interface RowRank {
  /** 1 for the row's largest weight; equal weights share the better rank. */
  readonly rank: number;
  /** Other keys with the very same weight. */
  readonly ties: number;
  /** Keys that the query may attend to. */
  readonly visible: number;
}

/** The rank of a weight among the keys that its query may attend to; null where the key is masked. */
export function rowRank(map: HeadMap, queryPosition: number, keyPosition: number): RowRank | null {
  const row = visibleRow(map, queryPosition);
  const weight = row[keyPosition];
  if (weight === undefined) return null;
  let larger = 0;
  let equal = 0;
  for (const other of row) {
    if (other > weight) larger++;
    else if (other === weight) equal++;
  }
  return { rank: larger + 1, ties: equal - 1, visible: row.length };
}

/** What a query's weights add up to, in float64: 1 but for the float32 rounding of each. */
export function rowSum(map: HeadMap, queryPosition: number): number {
  let sum = 0;
  for (const weight of visibleRow(map, queryPosition)) sum += weight;
  return sum;
}
