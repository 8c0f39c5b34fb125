import type { AppState } from '../facts/appState.ts';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { selectRequest } from '../shown/wanted.ts';
import { createAppStore } from '../store.ts';
import { fakeResult } from './fakeEngine.ts';
import { memoryStorage } from './testDoubles.ts';

/** The state that a page with these settings begins with. */
export function stateWith(settings: Partial<Settings> = {}): AppState {
  return createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } }).getState();
}

/** `state` once the engine is up and has answered. */
export function settledState(state: AppState): AppState {
  const request = selectRequest(state);
  if (request === null) throw new Error('There is nothing to answer.');
  return { ...state, engine: { phase: 'ready' }, result: fakeResult(request) };
}
