import { useMemo } from 'react';
import { type NearestHead, nearestHead } from '../../attention/comparison/likenessAcross.ts';
import { sameInputs } from '../../attention/run/sameRun.ts';
import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';

/**
 * The head of `from` that each head of `of` is most alike, [queryHead], in models that were trained apart; `loading` until that is
 * known. Null where heads go by their number: random weights, a mechanism and itself, a text that is too long.
 */
export function usePartners(
  { comparison, request }: ShownComparison,
  of: Mechanism,
  from: Mechanism,
): readonly NearestHead[] | 'loading' | null {
  const across = useAppState((state) => state.across);
  const { known } = across;
  const hasFailed = across.phase === 'failed';
  return useMemo(() => {
    if (!comparison.wholeMaps || of === from) return null;
    if (known === null || !sameInputs(known.of, request)) return hasFailed ? null : 'loading';
    const heads = Array.from({ length: comparison.numHeads }, (_, queryHead) =>
      nearestHead(known.value, { mechanism: of, queryHead }, from),
    );
    return heads.every((head) => head !== undefined) ? heads : null;
  }, [comparison, request, known, hasFailed, of, from]);
}
