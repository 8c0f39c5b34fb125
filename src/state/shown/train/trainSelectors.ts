import type { MapsRequest } from '../../../engine/training/Training.ts';
import type { AppState } from '../../facts/appState.ts';
import { trainsTheSame } from '../../facts/train/trainSetup.ts';
import { derive } from '../derive.ts';
import { selectTokenization } from '../tokens.ts';

/** Tokens of the text that the small models are shown: several times what they were trained on. */
export const MAX_TRAIN_TOKENS = 48;

/** Steps that were done. */
export function selectTrainStep({ training }: AppState): number {
  return training.run?.curves.mha.steps ?? 0;
}

/** The maps of the text that Train shows; null where there is no text. */
export const selectTrainMapsRequest: (state: AppState) => MapsRequest | null = derive(
  (state) => [selectTokenization(state), state.settings.seed, state.settings.train.layer] as const,
  ({ tokens }, seed, layer) =>
    tokens.length === 0
      ? null
      : { keys: tokens.slice(0, MAX_TRAIN_TOKENS).map(({ key }) => key), seed, layer: layer - 1 },
);

/** Whether the run on screen is of another set-up than the one chosen. */
export function selectTrainIsOutdated({ training: { run }, settings }: AppState): boolean {
  return run !== null && !trainsTheSame(run.setup, settings.train);
}

/** Whether some token of the text that Train shows comes again: an induction head looks at what followed it before. */
export const selectTextRepeats: (state: AppState) => boolean = derive(
  (state) => [selectTrainMapsRequest(state)],
  (request) => request !== null && new Set(request.keys).size < request.keys.length,
);

/** Whether the models that rested last are those of an earlier step than the one that was done last. */
export function selectTrainedIsBehind(state: AppState): boolean {
  const { phase, trained } = state.training;
  if (phase === 'training') return true;
  const step = selectTrainStep(state);
  return phase === 'resting' && step > 0 && trained?.step !== step;
}

/** Whether something was trained that is in no file yet: leaving the page would lose it. */
export function selectIsUntaken(state: AppState): boolean {
  const { phase, trained, takenStep } = state.training;
  const step = phase === 'failed' ? (trained?.step ?? 0) : selectTrainStep(state);
  return step > 0 && step !== takenStep;
}
