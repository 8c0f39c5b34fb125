import type { AppState } from '../../facts/appState.ts';
import type { Settings } from '../../facts/settings.ts';

/** The change that frees the locked cell and closes Inspect; at the side, where it stands open, it follows the pointer again. */
export function freedPatch({ settings, hasSideRoom, preferences }: AppState): Pick<Settings, 'lockedCell' | 'inspect'> {
  const stands = hasSideRoom && preferences.inspectStands;
  return { lockedCell: null, inspect: stands && settings.inspect !== 'cell' ? settings.inspect : null };
}
