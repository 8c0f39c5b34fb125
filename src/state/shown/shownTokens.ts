import type { AppState } from '../facts/appState.ts';
import { derive } from './derive.ts';
import { useAppState } from './hooks/useAppState.tsx';
import { selectTokenization } from './tokens.ts';

/** The tokens that the maps on screen belong to, which lag behind the text while a run is under way. */
interface ShownTokens {
  /** Labels, one a row of a map. */
  readonly labels: readonly string[];
  /** Number of tokens of the present text. */
  readonly current: number;
}

/** The last labels, the same array as long as they are the same: with another, every map would render anew. */
let lastLabels: readonly string[] = [];

const selectShownTokens: (state: AppState) => ShownTokens = derive(
  (state) => [selectTokenization(state), state.result?.request.tokens],
  ({ tokens }, shown) => {
    const isShown = shown?.length === tokens.length && tokens.every((token, position) => token.key === shown[position]);
    const labels = isShown || !shown ? tokens.map((token) => token.label) : shown;
    if (!isEqual(labels, lastLabels)) lastLabels = labels;
    return { labels: lastLabels, current: tokens.length };
  },
);

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((label, position) => label === b[position]);
}

export const useShownTokens = (): ShownTokens => useAppState(selectShownTokens);
