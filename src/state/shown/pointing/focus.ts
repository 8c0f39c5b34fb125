import type { HeadOf } from '../../../attention/comparison/likenessAcross.ts';
import { strongestOf } from '../../../attention/head-map/strongest.ts';
import { sameInputs } from '../../../attention/run/sameRun.ts';
import type { CellTrace, HeadWeights } from '../../../engine/Engine.ts';
import type { AppState } from '../../facts/appState.ts';
import { cellInRange } from '../../facts/fitSettings.ts';
import type { LitCell, LockedCell } from '../../facts/settings.ts';
import { derive } from '../derive.ts';
import { selectShownMaps } from '../shownMaps.ts';
import { selectTokenKeys } from '../tokens.ts';
import { selectFollowsPointer, selectOpenPane } from '../wanted.ts';

/**
 * The cell that is pointed at, in the map where it is: the locked one, else the one under the pointer; null where this text
 * or shape has no such cell. `selectLinkedCells` says which cells of other mechanisms are lit with it.
 */
export const selectLitCell: (state: AppState) => LitCell | null = derive(
  (state) => [state.hover, selectLockedCell(state), state.settings.numHeads, selectTokenKeys(state).length] as const,
  (hover, locked, numHeads, tokens) => locked ?? (cellInRange(hover, numHeads, tokens) && hover),
);

/** Gives the position of the word that asks; null if none does, or if this text has no such token any more. */
export function selectAskingToken(state: AppState): number | null {
  const { askingToken } = state;
  return askingToken !== null && askingToken < selectTokenKeys(state).length ? askingToken : null;
}

/** The locked cell in the map that Inspect follows; null where this text or shape has no such cell. */
const selectLockedCell: (state: AppState) => LitCell | null = derive(
  (state) => {
    const { lockedCell, inspectMechanism, numHeads } = state.settings;
    return [lockedCell, inspectMechanism, numHeads, selectTokenKeys(state).length] as const;
  },
  (locked, mechanism, numHeads, tokens) => {
    const cell = cellInRange(locked, numHeads, tokens);
    return cell && { ...cell, mechanism };
  },
);

/** True when the lit cell is locked. */
export function selectIsLitLocked(state: AppState): boolean {
  return selectLockedCell(state) !== null;
}

/** The head that Inspect follows: the one that is pointed at while it follows the pointer, else the one that was chosen. */
export const selectInspectedHead: (state: AppState) => HeadOf = derive(
  (state) => [selectPointedCell(state), state.settings.inspectMechanism, state.settings.inspectHead],
  (pointed, mechanism, queryHead) => {
    return pointed ? { mechanism: pointed.mechanism, queryHead: pointed.queryHead } : { mechanism, queryHead };
  },
  (last, { mechanism, queryHead }) => last.mechanism === mechanism && last.queryHead === queryHead,
);

/** The cell that Inspect follows the pointer to; null while it does not. */
function selectPointedCell(state: AppState): LitCell | null {
  const { pointed, settings } = state;
  if (pointed === null || !selectFollowsPointer(state)) return null;
  return cellInRange(pointed, settings.numHeads, selectTokenKeys(state).length) && pointed;
}

/**
 * The cell that Inspect takes apart in the head that it follows: the locked one's tokens, or those that are pointed at, else the
 * last query token and the key that it attends to most. That shows what the head does, also where this is the first token.
 * Null where there is no text.
 */
export const selectInspectedCell: (state: AppState) => LockedCell | null = derive(
  (state) => {
    const cell = state.settings.lockedCell ?? selectPointedCell(state);
    return [cell, selectInspectedHead(state), selectStrongestKey(state), selectTokenKeys(state).length] as const;
  },
  (cell, { queryHead }, strongestKey, tokens) => {
    if (tokens === 0) return null;
    const { queryPosition, keyPosition } = cell ?? { queryPosition: tokens - 1, keyPosition: strongestKey };
    return {
      queryHead,
      queryPosition: Math.min(queryPosition, tokens - 1),
      keyPosition: Math.min(keyPosition, tokens - 1),
    };
  },
);

/** The key that the last query of the picture attends to most, in the head that Inspect follows; 0 until that is known. */
const selectStrongestKey: (state: AppState) => number = derive(
  (state) => [selectShownMaps(state), selectFocusedHead(state), selectInspectedHead(state)],
  (shown, focused, { mechanism, queryHead }) => {
    const maps = shown[mechanism];
    if (!maps || queryHead >= maps.numHeads) return 0;
    const { sequenceLength } = maps;
    if (maps.stride === 1) return strongestOf(rowOf(maps.cells, queryHead * sequenceLength + sequenceLength - 1));
    const weights = focused?.attentionWeights[mechanism];
    return weights ? strongestOf(rowOf(weights, sequenceLength - 1)) : 0;

    function rowOf(rows: Float32Array, row: number): Float32Array {
      return rows.subarray(row * sequenceLength, (row + 1) * sequenceLength);
    }
  },
);

/** The head whose every weight is wanted: the one that Inspect follows, else the lit cell's. */
export function selectFollowedHead(state: AppState): number | undefined {
  return selectOpenPane(state) === null ? selectLitCell(state)?.queryHead : selectInspectedHead(state).queryHead;
}

/** Every weight of the followed head in the picture on screen; null where the maps have them all, or it is on its way. */
export const selectFocusedHead: (state: AppState) => HeadWeights | null = derive(
  (state) => [state.focus.known, state.result, selectFollowedHead(state)],
  (known, result, queryHead) => {
    const isOnScreen = known !== null && result !== null && sameInputs(known.of.request, result.request);
    return isOnScreen && known.of.queryHead === queryHead ? known.value : null;
  },
);

/**
 * The arithmetic of a cell of the picture on screen: the inspected one's, or the one's before it until that has come. Null
 * where there is no text, for which the last picture stays in the store.
 */
export const selectShownTrace: (state: AppState) => CellTrace | null = derive(
  (state) => [state.trace.known, state.result, selectTokenKeys(state).length === 0],
  (known, result, isEmpty) => {
    const isOnScreen = !isEmpty && known !== null && result !== null && sameInputs(known.of.request, result.request);
    return isOnScreen ? known.value : null;
  },
);

/** True while the arithmetic on screen is of another cell than the one that Inspect follows. */
export function selectTraceIsBehind(state: AppState): boolean {
  const trace = selectShownTrace(state);
  const cell = selectInspectedCell(state);
  if (trace === null || cell === null) return false;
  const { mechanism, queryHead, queryPosition, keyPosition } = trace.cell;
  return (
    mechanism !== selectInspectedHead(state).mechanism ||
    queryHead !== cell.queryHead ||
    queryPosition !== cell.queryPosition ||
    keyPosition !== cell.keyPosition
  );
}
