import type { RunRequest } from '../../attention/run/request.ts';
import type { PictureComparison } from '../../state/facts/appState.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useShownTokens } from '../../state/shown/shownTokens.ts';
import { selectComparisonIsStale } from '../../state/shown/wanted.ts';

export interface ShownComparison {
  readonly comparison: PictureComparison;
  /** The run that it is of. */
  readonly request: RunRequest;
  /** Whether it is of other tokens or settings than those chosen: a new one is on its way. */
  readonly isStale: boolean;
  /** Labels of the tokens that it is of. */
  readonly tokens: readonly string[];
}

/** The last comparison of heads; null until the first has come, and where there is nothing to compare. */
export function useComparison(): ShownComparison | null {
  const known = useAppState((state) => state.comparison.known);
  const isStale = useAppState(selectComparisonIsStale);
  const { labels, current } = useShownTokens();
  if (known === null || current === 0) return null;
  const { of: request, value: comparison } = known;
  return { comparison, request, isStale, tokens: isStale ? request.tokens : labels };
}
