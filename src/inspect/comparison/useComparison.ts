import type { RunComparison } from '../../state/facts/appState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { selectComparisonIsStale } from '../../state/shown/wanted.ts';

export interface ShownComparison {
  readonly comparison: RunComparison;
  /** Whether it is of other tokens or settings than those chosen: a new one is on its way. */
  readonly isStale: boolean;
  /** Labels of the tokens that it is of. */
  readonly tokens: readonly string[];
}

/** The last comparison of heads; null until the first has come, and where there is nothing to compare. */
export function useComparison(): ShownComparison | null {
  const comparison = useAppState((state) => state.comparison.result);
  const isStale = useAppState(selectComparisonIsStale);
  const { labels, current } = useShownTokens();
  if (comparison === null || current === 0) return null;
  return { comparison, isStale, tokens: isStale ? comparison.request.tokens : labels };
}
