import type { AppState } from '../../facts/appState.ts';
import { selectSetSources } from './setSources.ts';
import { selectTrainedIsBehind } from './trainSelectors.ts';

/** Whether the conversion on screen is of models that have been trained on since, or are no longer there. */
export function selectConversionIsOutdated(state: AppState): boolean {
  const { run } = state.conversion;
  if (!run) return false;
  const source = selectSetSources(state).find(({ set }) => set.models.mha === run.set.models.mha);
  return source === undefined || (source.id === 'trained' && selectTrainedIsBehind(state));
}
