import { formatCountOf } from '../attention/numbers/format.ts';
import type { AppState } from './facts/appState.ts';
import { cellInRange, positionsBelow } from './facts/fitSettings.ts';
import { type Notice, withNotice, withoutOutdated } from './facts/notices.ts';
import type { Settings } from './facts/settings.ts';
import { selectTokenization, selectTokenizer } from './shown/tokens.ts';

/** `state` with other settings: passing notices give way to new ones, others go with their cause, and a locked cell that this text lacks is freed. */
export function applySettings(state: AppState, settings: Settings, notices: readonly Notice[]): AppState {
  const changesTokenizer = settings.tokenizer !== state.settings.tokenizer;
  const meanwhile = changesTokenizer ? selectTokenizer(state) : state.o200k.meanwhile;
  return freeLostCell({
    ...state,
    settings: isSame(settings, state.settings) ? state.settings : settings,
    notices: notices.reduce(withNotice, withoutOutdated(state.notices, state.settings, settings)),
    o200k: meanwhile === state.o200k.meanwhile ? state.o200k : { ...state.o200k, meanwhile },
  });
}

/**
 * Frees a locked cell and unselects rows beyond the text's tokens; leaves them while the chosen tokenizer, and so the
 * number of tokens, is not here. While Inspect follows them, a sentence says what is gone.
 */
export function freeLostCell(state: AppState): AppState {
  const { settings } = state;
  const { lockedCell: cell, flowTokens: rows, numHeads, inspect } = settings;
  if ((cell === null && rows.length === 0) || selectTokenizer(state) !== settings.tokenizer) return state;
  const { length } = selectTokenization(state).tokens;
  const lockedCell = cellInRange(cell, numHeads, length);
  const flowTokens = positionsBelow(length, rows);
  if (lockedCell === cell && flowTokens === rows) return state;
  const lost = { cell: lockedCell !== cell, rows: flowTokens !== rows };
  const notices = inspect === null ? state.notices : withNotice(state.notices, lostNotice(lost, length));
  return { ...state, notices, settings: { ...settings, lockedCell, flowTokens } };
}

function lostNotice(lost: { readonly cell: boolean; readonly rows: boolean }, tokens: number): Notice {
  const what = [lost.cell ? 'the selected cell' : [], lost.rows ? 'some selected rows' : []].flat().join(' and ');
  const text = `The text now has ${formatCountOf(tokens, 'token')}: ${what} lay beyond and ${lost.rows ? 'are' : 'is'} no longer selected.`;
  return { id: 'selection lost', text, kind: 'info', passing: true };
}

function isSame(a: Settings, b: Settings): boolean {
  return (Object.keys(a) as (keyof Settings)[]).every((key) => Object.is(a[key], b[key]));
}
