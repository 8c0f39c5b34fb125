import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { Wiring } from '../../../charts/wiring/Wiring.tsx';
import { ErrorBoundary } from '../../../controls/ErrorBoundary.tsx';
import { selectShapes } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectLinkedHeads, selectPresentedHeads } from '../../../state/shown/pointing/linkedHeads.ts';
import { useIsCoveredOf } from '../figures/usePrediction.ts';

/** Which KV head each query head reads, with the head that is pointed at, or shown large, brought out. */
export function PresentWiring({ mechanism }: { readonly mechanism: Mechanism }) {
  const { numHeads, numKvHeads } = useAppState(selectShapes)[mechanism];
  const presented = useAppState((state) => selectPresentedHeads(state)?.[mechanism]?.queryHead);
  const lit = useAppState((state) => selectLinkedHeads(state)?.[mechanism]?.queryHead);
  const isCovered = useIsCoveredOf(mechanism);
  const litHead = isCovered ? undefined : (presented ?? lit);
  return (
    <ErrorBoundary what={`The wiring of ${MECHANISM_SHORT[mechanism]}`}>
      <Wiring mechanism={mechanism} numHeads={numHeads} numKvHeads={numKvHeads} litHead={litHead} />
    </ErrorBoundary>
  );
}
