import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import { MECHANISMS } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { type ShownMap, selectShownMaps } from '../shownMaps.ts';
import { selectAskingToken, selectLitCell } from './focus.ts';

/** What one query gives to each key. */
export interface AskingRow {
  readonly queryPosition: number;
  /** [keys that the query may see] */
  readonly weights: Float64Array;
  /** Whose weights they are: "GQA query head 5", "mean of 48 heads". */
  readonly of: string;
}

/**
 * The row of the word that asks, else of the lit cell's: in the head that is lit, else the mean of all heads. Null while nothing
 * asks, and where the maps show a long text in blocks, which hold no rows.
 */
export const selectAskingRow: (state: AppState) => AskingRow | null = derive(
  (state) => [selectAskingToken(state), selectLitCell(state), selectShownMaps(state)],
  (asking, lit, shown) => {
    const queryPosition = asking ?? lit?.queryPosition;
    const all = MECHANISMS.flatMap((mechanism) => shown[mechanism] ?? []);
    const ofLit = lit && shown[lit.mechanism];
    const rows = ofLit
      ? [rowOf(ofLit, lit.queryHead, queryPosition)]
      : all.flatMap((maps) => rowsOf(maps, queryPosition));
    const isHere = all.every(({ stride, sequenceLength }) => stride === 1 && (queryPosition ?? 0) < sequenceLength);
    if (queryPosition === undefined || rows.length === 0 || !isHere) return null;
    const weights = new Float64Array(rows[0]?.length ?? 0);
    for (const row of rows) for (const [key, weight] of row.entries()) weights[key] = (weights[key] ?? 0) + weight;
    const of =
      lit && ofLit ? `${MECHANISM_SHORT[lit.mechanism]} query head ${lit.queryHead}` : `mean of ${rows.length} heads`;
    return { queryPosition, weights: weights.map((sum) => sum / rows.length), of };
  },
);

function rowsOf(maps: ShownMap, queryPosition = 0): Float32Array[] {
  return Array.from({ length: maps.numHeads }, (_, head) => rowOf(maps, head, queryPosition));
}

function rowOf({ sequenceLength, causal, cells }: ShownMap, head: number, queryPosition = 0): Float32Array {
  const start = (head * sequenceLength + queryPosition) * sequenceLength;
  return cells.subarray(start, start + (causal ? queryPosition + 1 : sequenceLength));
}
