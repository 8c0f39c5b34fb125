import { sameInputs } from '../../attention/run/sameRun.ts';
import type { CellTrace, HeadWeights } from '../../engine/Engine.ts';
import type { AppState } from '../facts/appState.ts';
import { cellInRange } from '../facts/fitSettings.ts';
import type { LitCell, LockedCell } from '../facts/settings.ts';
import { derive } from './derive.ts';
import { selectTokenKeys } from './tokens.ts';
import { selectOpenPane } from './wanted.ts';

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

/**
 * The cell that Inspect takes apart: the locked one's tokens, else the last query token and the first key, which every
 * mask lets through, in the head that Inspect follows. Null where there is no text.
 */
export const selectInspectedCell: (state: AppState) => LockedCell | null = derive(
  (state) => [state.settings.lockedCell, state.settings.inspectHead, selectTokenKeys(state).length],
  (locked, queryHead, tokens) => {
    if (tokens === 0) return null;
    const { queryPosition, keyPosition } = locked ?? { queryPosition: tokens - 1, keyPosition: 0 };
    return {
      queryHead,
      queryPosition: Math.min(queryPosition, tokens - 1),
      keyPosition: Math.min(keyPosition, tokens - 1),
    };
  },
);

/** The head whose every weight is wanted: the one that Inspect follows, else the lit cell's. */
export function selectFollowedHead(state: AppState): number | undefined {
  return selectOpenPane(state) === null ? selectLitCell(state)?.queryHead : state.settings.inspectHead;
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
