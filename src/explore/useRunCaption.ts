import { selectConfig, selectTokenization } from '../state/selectors.ts';
import { useAppState } from '../state/useAppState.tsx';
import { runCaption } from './runCaption.ts';

/** The present settings, one each, for the caption of a saved figure. */
export function useRunCaption(): string[] {
  const config = useAppState(selectConfig);
  const { tokens } = useAppState(selectTokenization);
  const backend = useAppState((state) => state.engine.status?.backend);
  return runCaption(config, tokens.length, backend);
}
