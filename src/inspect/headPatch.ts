import type { AppState } from '../state/facts/appState.ts';
import type { Settings } from '../state/facts/settings.ts';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';
import { selectOpenPane } from '../state/shown/wanted.ts';

/**
 * The change that makes Inspect follow `queryHead`, by default the one that it follows now, in the mechanism that it follows; a
 * locked cell goes with it, so that Explore lights the same head.
 */
export function headPatch(
  state: AppState,
  queryHead = selectInspectedHead(state).queryHead,
): Pick<Settings, 'inspect' | 'inspectMechanism' | 'inspectHead' | 'lockedCell'> {
  const { lockedCell } = state.settings;
  return {
    inspect: selectOpenPane(state),
    inspectMechanism: selectInspectedHead(state).mechanism,
    inspectHead: queryHead,
    lockedCell: lockedCell && { ...lockedCell, queryHead },
  };
}
