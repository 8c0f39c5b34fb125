import type { AppState } from './appState.ts';
import { cellInRange } from './fitSettings.ts';
import { type Notice, withNotice, withoutPassing } from './notices.ts';
import { selectTokenization, selectTokenizer } from './selectors.ts';
import type { Settings } from './settings.ts';

/** `state` with other settings: passing notices give way to new ones, and a locked cell that this text lacks is freed. */
export function withSettings(state: AppState, settings: Settings, notices: readonly Notice[]): AppState {
  const changesTokenizer = settings.tokenizer !== state.settings.tokenizer;
  const meanwhile = changesTokenizer ? selectTokenizer(state) : state.o200k.meanwhile;
  return freeLostCell({
    ...state,
    settings: isSame(settings, state.settings) ? state.settings : settings,
    notices: notices.reduce(withNotice, withoutPassing(state.notices)),
    o200k: meanwhile === state.o200k.meanwhile ? state.o200k : { ...state.o200k, meanwhile },
  });
}

/** Frees a locked cell beyond the text's tokens; leaves it while the chosen tokenizer, and so their number, is not here. */
export function freeLostCell(state: AppState): AppState {
  const { settings } = state;
  if (settings.lockedCell === null || selectTokenizer(state) !== settings.tokenizer) return state;
  const lockedCell = cellInRange(settings.lockedCell, settings.numHeads, selectTokenization(state).tokens.length);
  return lockedCell === settings.lockedCell ? state : { ...state, settings: { ...settings, lockedCell } };
}

function isSame(a: Settings, b: Settings): boolean {
  return (Object.keys(a) as (keyof Settings)[]).every((key) => Object.is(a[key], b[key]));
}
