import type { AppState } from './appState.ts';
import { derive } from './derive.ts';
import { selectTokenization } from './selectors.ts';
import { useAppState } from './useAppState.tsx';

/** The tokens that the maps on screen belong to, which lag behind the text while a run is under way. */
interface ShownTokens {
  /** Labels, one a row of a map. */
  readonly labels: readonly string[];
  /** Number of tokens of the present text. */
  readonly current: number;
}

const selectShownTokens: (state: AppState) => ShownTokens = derive(
  (state) => [selectTokenization(state), state.result?.request.tokens],
  ({ tokens }, shown) => {
    const isShown = shown?.length === tokens.length && tokens.every((token, position) => token.key === shown[position]);
    const labels = isShown || !shown ? tokens.map((token) => token.label) : shown;
    return { labels, current: tokens.length };
  },
);

export const useShownTokens = (): ShownTokens => useAppState(selectShownTokens);
