import type { AppState } from '../facts/appState.ts';
import { selectInsightsAreDue } from './insightSelectors.ts';
import { selectModelsProgress } from './modelSelectors.ts';
import { selectTokenizer } from './tokens.ts';
import { selectIsStale, selectRequest } from './wanted.ts';

/**
 * `settled` when the picture matches the settings and nothing is pending, else `running`: also while something that failed
 * waits for Retry, because the picture on screen is then of other settings.
 */
export function selectDataState(state: AppState): 'settled' | 'running' {
  const { settings, engine, run, audit, focus, comparison, trace, o200k, training } = state;
  const isWaiting =
    engine.phase === 'starting' ||
    run.phase === 'queued' ||
    run.phase === 'running' ||
    audit.phase === 'running' ||
    focus.phase === 'loading' ||
    comparison.phase === 'collecting' ||
    trace.phase === 'loading' ||
    (settings.tokenizer === 'o200k' && o200k.phase === 'loading') ||
    selectModelsProgress(state).phase === 'loading';
  if (settings.screen === 'train' && (training.phase === 'closed' || training.phase === 'starting')) return 'running';
  if (isWaiting || selectModelsProgress(state).phase === 'failed') return 'running';
  if (selectTokenizer(state) !== settings.tokenizer) return 'running';
  if (selectRequest(state) === null) return 'settled';
  return state.result === null || selectIsStale(state) || selectInsightsAreDue(state) ? 'running' : 'settled';
}
