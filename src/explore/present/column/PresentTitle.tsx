import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { selectShapes } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { endCase } from '../../columns/endCase.ts';
import { useStuckRemark } from '../../kv-heads/useStuckRemark.ts';
import { useIsCoveredOf } from '../figures/usePrediction.ts';
import './present-title.css';

/** The mechanism, its heads, and what to mind about its model. */
export function PresentTitle({ mechanism }: { readonly mechanism: Mechanism }) {
  const shape = useAppState(selectShapes)[mechanism];
  const isCovered = useIsCoveredOf(mechanism);
  const stuck = useStuckRemark(mechanism);
  // It would give the answer away.
  const stuckRemark = isCovered ? undefined : stuck;
  const end = mechanism === 'gqa' ? endCase(shape) : '';
  return (
    <h2 translate="no" className="present-title numeric">
      <b>{MECHANISM_SHORT[mechanism]}</b>{' '}
      <span className="present-title__queries" data-gives-way={stuckRemark ? 'stuck' : end ? 'end' : undefined}>
        {`${shape.numHeads} Q → `}
      </span>
      <span>{`${shape.numKvHeads}${end || ' KV'}`}</span>
      {stuckRemark && <strong> {stuckRemark}</strong>}
    </h2>
  );
}
