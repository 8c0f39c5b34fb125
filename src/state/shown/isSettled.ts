import type { AppState } from '../facts/appState.ts';
import { isOnItsWay } from '../facts/recorded/recordingsState.ts';
import { isOneAwaited } from './answers/questions.ts';
import { selectModelsProgress } from './modelSelectors.ts';
import { selectTokenizer } from './tokens.ts';
import { selectIsStale, selectRequest } from './wanted.ts';

/**
 * True when the picture matches the settings and nothing is pending. Not while something that failed waits for Retry, where
 * the picture on screen is then of other settings.
 */
export function selectIsSettled(state: AppState): boolean {
  const { settings, engine, run, training, recordings, checkpoint, result } = state;
  if (engine.phase === 'starting' || run.phase === 'queued' || run.phase === 'running') return false;
  if (settings.screen === 'train' && (training.phase === 'closed' || training.phase === 'starting')) return false;
  if (settings.screen === 'recorded' && Object.values(recordings.layers).some(isOnItsWay)) return false;
  if (settings.screen === 'recorded' && (checkpoint.run.phase === 'running' || checkpoint.opening !== null))
    return false;
  const models = selectModelsProgress(state).phase;
  if (models === 'loading' || models === 'failed' || selectTokenizer(state) !== settings.tokenizer) return false;
  if (isOneAwaited(state)) return false;
  return selectRequest(state) === null || (result !== null && !selectIsStale(state));
}
