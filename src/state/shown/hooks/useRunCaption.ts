import { useMemo } from 'react';
import { runCaption } from '../runCaption.ts';
import { selectTokenization } from '../tokens.ts';
import { selectConfig } from '../wanted.ts';
import { useAppState } from './useAppState.tsx';

/** The present settings, one each, for the caption of a saved chart. */
export function useRunCaption(): string[] {
  const config = useAppState(selectConfig);
  const { tokens } = useAppState(selectTokenization);
  const backend = useAppState((state) => state.engine.status?.backend);
  return runCaption(config, tokens.length, backend);
}

/** The settings of the run whose maps are on screen, which lag behind the present ones while another is under way. */
export function useMapsCaption(): string[] {
  const present = useAppState(selectConfig);
  const shown = useAppState((state) => state.result?.request);
  const backend = useAppState((state) => state.engine.status?.backend);
  return useMemo(
    () => runCaption(shown?.config ?? present, shown?.tokens.length ?? 0, backend),
    [shown, present, backend],
  );
}
