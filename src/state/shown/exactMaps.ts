import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { useAppState } from './hooks/useAppState.tsx';
import { selectFocusedHead } from './pointing/focus.ts';
import { type FocusedHead, type ShownMaps, selectShownMaps } from './shownMaps.ts';

const selectFocusedHeads: (state: AppState) => Readonly<Partial<Record<Mechanism, FocusedHead>>> = derive(
  (state) => [selectFocusedHead(state)],
  (head) => {
    const entries = MECHANISMS.flatMap((mechanism) => {
      const attentionWeights = head?.attentionWeights[mechanism];
      return head && attentionWeights ? [[mechanism, { queryHead: head.queryHead, attentionWeights }] as const] : [];
    });
    return Object.fromEntries(entries);
  },
);

/** The lit cell's head, whole, in one mechanism; undefined where the maps have every weight, or until it has come. */
export const useFocusedHead = (mechanism: Mechanism): FocusedHead | undefined =>
  useAppState((state) => selectFocusedHeads(state)[mechanism]);

const selectExactMaps: (state: AppState) => ShownMaps = derive(
  (state) => [selectShownMaps(state), selectFocusedHeads(state)],
  (shown, focused) => {
    const entries = MECHANISMS.flatMap((mechanism) => {
      const maps = shown[mechanism];
      return maps ? [[mechanism, { ...maps, focused: focused[mechanism] }] as const] : [];
    });
    return Object.fromEntries(entries);
  },
);

/** The maps on screen with the focused head, for what reads single weights. Not the objects that are painted. */
export const useExactMaps = (): ShownMaps => useAppState(selectExactMaps);
