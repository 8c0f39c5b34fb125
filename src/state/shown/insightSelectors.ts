import { labelFairness } from '../../attention/labels/headLabels.ts';
import type { RunRequest } from '../../attention/run/request.ts';
import { sameInputs } from '../../attention/run/sameRun.ts';
import type { Insight } from '../facts/answer.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { selectAuditIsStale, selectIsStale, selectRequest } from './wanted.ts';

/** The request of the picture on screen, where it has trained weights and stands still. */
const selectTrainedPicture: (state: AppState) => RunRequest | null = derive(
  (state) => [state.result?.request, isStill(state)],
  (request, isShown) => (isShown && request?.config.trained ? request : null),
);

function isStill(state: AppState): boolean {
  return state.run.phase === 'idle' && selectRequest(state) !== null && !selectIsStale(state);
}

/** How fair labels on the present text are; nothing where weights are random, which earn none. */
export const selectFairness: (state: AppState) => ReturnType<typeof labelFairness> | undefined = derive(
  (state) => [selectRequest(state)],
  (request) => (request?.config.trained ? labelFairness(request.tokens.length) : undefined),
);

/** The request whose heads are to be labelled. */
const selectPictureToLabel: (state: AppState) => RunRequest | null = derive(
  (state) => [selectTrainedPicture(state)],
  (request) => (request && /^(fair|less reliable)$/.test(labelFairness(request.tokens.length)) ? request : null),
);

/** As `selectPictureToLabel`, but only after the self-checks, which would else wait for ten other models. */
export const selectLabelWish: (state: AppState) => RunRequest | null = derive(
  (state) => [selectPictureToLabel(state), state.audit.phase === 'failed' || !selectAuditIsStale(state)],
  (request, isTime) => (isTime ? request : null),
);

/** The request whose next word is to be guessed; none beyond what the models were trained on. */
export const selectNextWordWish: (state: AppState) => RunRequest | null = derive(
  (state) => [selectTrainedPicture(state)],
  (request) => (request && labelFairness(request.tokens.length) !== 'too long' ? request : null),
);

/** Whether an insight about `known` is one about `wanted`, with all its mechanisms. */
export function servesAsInsight(known: RunRequest, wanted: RunRequest): boolean {
  return sameInputs(known, wanted) && wanted.mechanisms.every((mechanism) => known.mechanisms.includes(mechanism));
}

/** Whether labels or the next word of the picture on screen are still to come. */
export function selectInsightsAreDue(state: AppState): boolean {
  return isDue(state.labels, selectPictureToLabel(state)) || isDue(state.nextWord, selectNextWordWish(state));
}

function isDue({ phase, result }: Insight<unknown>, wanted: RunRequest | null): boolean {
  return wanted !== null && phase !== 'failed' && (result === null || !servesAsInsight(result.request, wanted));
}

/** What is known of the maps on screen; null where it is of others, or there are none. */
export function ofPicture<Value>({ result: known }: Insight<Value>, { result: shown }: AppState): Value | null {
  return known && shown && sameInputs(known.request, shown.request) ? known.value : null;
}
