import type { AppState } from '../state/facts/appState.ts';
import { selectTrainedIsBehind, selectTrainStep } from '../state/shown/train/trainSelectors.ts';

/**
 * Why the models being trained can't be taken as they are: what was read of them at the last pause is older. Undefined
 * where they can, and where there are none.
 *
 * @param what is to be done with them, e.g. "convert"
 */
export function pauseFirst(state: AppState, what: string): string | undefined {
  if (!selectTrainedIsBehind(state)) return undefined;
  if (state.training.phase === 'training') return `Training changes the models with each step: pause to ${what}.`;
  return `Reading the models at step ${selectTrainStep(state)} …`;
}
