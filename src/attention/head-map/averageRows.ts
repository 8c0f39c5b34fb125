import { type HeadMap, visibleKeys, visibleRow } from './headMap.ts';

/** The mean of the rows of several queries. */
export interface AverageRow {
  /** Rows averaged. */
  readonly count: number;
  /** [visible], by key position. A key that a row masks counts as that row's 0, so that the mean adds up to 1, too. */
  readonly weights: Float64Array;
  /** Keys that at least one of the queries may attend to: the first so many. */
  readonly visible: number;
}

/** @param queries - Query positions; all of them where it is empty. */
export function averageRows(map: HeadMap, queries: readonly number[]): AverageRow {
  const rows = queries.length > 0 ? queries : everyPosition(map.sequenceLength);
  const visible = rows.reduce((most, query) => Math.max(most, visibleKeys(map, query)), 0);
  const weights = new Float64Array(visible);
  for (const query of rows) {
    const row = visibleRow(map, query);
    for (let key = 0; key < row.length; key++) weights[key] = (weights[key] ?? 0) + (row[key] ?? 0);
  }
  return { count: rows.length, weights: weights.map((sum) => sum / rows.length), visible };
}

function everyPosition(sequenceLength: number): number[] {
  return Array.from({ length: sequenceLength }, (_, position) => position);
}
