import { labelFairness } from '../../../attention/labels/headLabels.ts';
import type { RunRequest } from '../../../attention/run/request.ts';
import { haveSameQueries } from '../../../attention/run/sameRun.ts';
import type { RunResult } from '../../../engine/Engine.ts';
import type { AppState, HeadAddress, TracedCell } from '../../facts/appState.ts';
import { derive } from '../derive.ts';
import { selectFollowedHead, selectInspectedCell, selectInspectedHead } from '../pointing/focus.ts';
import { selectIsStale, selectOpenPane, selectRequest } from '../wanted.ts';

/** The picture on screen, where it is the one that the settings ask for and no other is on its way. */
const selectStillPicture: (state: AppState) => RunResult | null = derive(
  (state) => [state.result, state.run.phase === 'idle' && selectRequest(state) !== null && !selectIsStale(state)],
  (result, isStill) => (isStill ? result : null),
);

/** Its request, for what is worked out about it. */
export function selectStillRequest(state: AppState): RunRequest | null {
  return selectStillPicture(state)?.request ?? null;
}

/** The head to fetch: the followed one, where the picture shows of its weights the largest of blocks alone. */
export const selectHeadToFetch: (state: AppState) => HeadAddress | null = derive(
  (state) => [selectStillPicture(state), selectFollowedHead(state)],
  (picture, queryHead) => {
    if (picture === null || queryHead === undefined) return null;
    const isPooled = Object.values(picture.maps).some(({ stride }) => stride > 1);
    return isPooled ? { request: picture.request, queryHead } : null;
  },
);

/** The cell to take apart: the inspected one, while Inspect shows its arithmetic. */
export const selectCellToTrace: (state: AppState) => TracedCell | null = derive(
  (state) => [
    selectStillRequest(state),
    selectOpenPane(state) === 'cell',
    selectInspectedCell(state),
    selectInspectedHead(state),
  ],
  (request, isOpen, cell, { mechanism }) =>
    request === null || !isOpen || cell === null ? null : { request, cell: { mechanism, ...cell } },
);

/** True when a pane is open that shows a comparison of heads. */
export function selectShowsComparison(state: AppState): boolean {
  const pane = selectOpenPane(state);
  return pane === 'difference' || pane === 'likeness';
}

/** The picture whose heads are to be compared. */
export function selectPictureToCompare(state: AppState): RunRequest | null {
  return selectShowsComparison(state) ? selectStillRequest(state) : null;
}

function selectTrainedPicture(state: AppState): RunRequest | null {
  const request = selectStillRequest(state);
  return request?.config.trained ? request : null;
}

/** The picture whose heads are to be labelled; none where labels would not be fair. */
export function selectPictureToLabel(state: AppState): RunRequest | null {
  const request = selectTrainedPicture(state);
  return request && /^(fair|less reliable)$/.test(labelFairness(request.tokens.length)) ? request : null;
}

/**
 * The picture whose heads are to be linked across mechanisms by what they do. None of a single mechanism, nor of one token, which
 * every head looks at alike; nor beyond what the models were trained on: a false link is worse than none.
 */
export function selectPictureToLink(state: AppState): RunRequest | null {
  const request = selectStillRequest(state);
  return request && request.mechanisms.length > 1 && isLinkable(request) ? request : null;
}

/** True when heads that have nothing in common but a number are compared on this text. */
export function isLinkable({ config, tokens }: RunRequest): boolean {
  return !haveSameQueries(config) && tokens.length > 1 && labelFairness(tokens.length) !== 'too long';
}

/** The picture whose next word is to be guessed; none beyond what the models were trained on. */
export function selectPictureToContinue(state: AppState): RunRequest | null {
  const request = selectTrainedPicture(state);
  return request && labelFairness(request.tokens.length) !== 'too long' ? request : null;
}
