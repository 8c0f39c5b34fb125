import type { StoreApi } from 'zustand';
import type { AppState } from '../../facts/appState.ts';
import type { Screen } from '../../facts/settings.ts';

/**
 * Goes to the screen of what was opened, or says that it is there: who went to another screen meanwhile is not taken away from it.
 *
 * @param from the screen on which it was asked for
 * @param what "“gpt2” is open"
 */
export function showOpened({ getState }: Pick<StoreApi<AppState>, 'getState'>, from: Screen, what: string): void {
  const { settings, actions } = getState();
  if (settings.screen === from) actions.update({ screen: 'recorded', present: false });
  else actions.notify({ id: 'opened', kind: 'info', passing: true, text: `${what} on the screen Your model.` });
}
