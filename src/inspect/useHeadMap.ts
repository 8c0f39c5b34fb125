import { useMemo } from 'react';
import type { HeadMap } from '../attention/head-map/headMap.ts';
import { kvHeadOf } from '../attention/sharing.ts';
import { useExactMaps } from '../state/shown/exactMaps.ts';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';

/** The map of the head that Inspect follows. */
export interface InspectedHead {
  /** "GQA, query head 3, KV head 0" */
  readonly name: string;
  readonly map: HeadMap;
}

/** `loading` until every weight of the head is here, which a long text's maps show only in blocks. */
export function useHeadMap(): InspectedHead | 'loading' | 'failed' {
  const { mechanism, queryHead } = useAppState(selectInspectedHead);
  const hasFailed = useAppState(({ focus, run }) => focus.phase === 'failed' || run.phase === 'failed');
  const maps = useExactMaps()[mechanism];
  const weights = useMemo(() => {
    // While a run with fewer heads or more is under way.
    if (!maps || queryHead >= maps.numHeads) return null;
    if (maps.stride > 1) return maps.focused?.queryHead === queryHead ? maps.focused.attentionWeights : null;
    const size = maps.sequenceLength ** 2;
    return maps.cells.subarray(queryHead * size, (queryHead + 1) * size);
  }, [maps, queryHead]);
  return useMemo(() => {
    if (!maps || !weights) return hasFailed ? 'failed' : 'loading';
    const { sequenceLength, causal, shortName } = maps;
    return {
      name: `${shortName}, query head ${queryHead}, KV head ${kvHeadOf(queryHead, maps)}`,
      map: { sequenceLength, causal, weights },
    };
  }, [maps, weights, queryHead, hasFailed]);
}
