import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { runCaption } from '../../state/shown/runCaption.ts';
import type { ShownComparison } from './useComparison.ts';

/** The settings of the run that was compared, one each, for the caption of saved figures. */
export function useComparisonCaption({ request }: ShownComparison): string[] {
  const backend = useAppState((state) => state.engine.status?.backend);
  return runCaption(request.config, request.tokens.length, backend);
}
