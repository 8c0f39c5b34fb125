import type { AppState } from '../../facts/appState.ts';
import { cellInRange } from '../../facts/fitSettings.ts';
import type { LitCell } from '../../facts/settings.ts';
import { derive } from '../derive.ts';
import { selectTokenKeys } from '../tokens.ts';
import { selectOpenPane } from '../wanted.ts';
import { selectInspectedHead } from './focus.ts';

/**
 * The cell that is pointed at, if its head is to be shown large at its map: Inspect does not show that head already, nor the
 * pictures that compare heads, in which one points as well.
 */
export const selectCardCell: (state: AppState) => LitCell | null = derive(
  (state) => {
    const { hover, settings } = state;
    const tokens = selectTokenKeys(state).length;
    return [hover, settings.numHeads, tokens, selectOpenPane(state), selectInspectedHead(state)] as const;
  },
  (hover, numHeads, tokens, pane, inspected) => {
    if (hover === null || cellInRange(hover, numHeads, tokens) === null) return null;
    if (pane === null) return hover;
    const isLarge = inspected.mechanism === hover.mechanism && inspected.queryHead === hover.queryHead;
    return isLarge || (pane !== 'cell' && pane !== 'flow') ? null : hover;
  },
);
