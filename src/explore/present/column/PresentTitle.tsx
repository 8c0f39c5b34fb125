import { MECHANISM_SHORT } from '../../../attention/sharing.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { selectShapes } from '../../../state/shown/figures.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { endCase } from '../../columns/endCase.ts';
import { useStuckRemark } from '../../kv-heads/useStuckRemark.ts';
import './present-title.css';

/** The mechanism, its heads, and what to mind about its model. */
export function PresentTitle({ mechanism }: { readonly mechanism: Mechanism }) {
  const shape = useAppState(selectShapes)[mechanism];
  const stuckRemark = useStuckRemark(mechanism);
  const end = mechanism === 'gqa' ? endCase(shape) : '';
  return (
    <h2 translate="no" className="present-title numeric">
      <b>{MECHANISM_SHORT[mechanism]}</b>{' '}
      <span className="present-title__queries" data-gives-way={stuckRemark !== undefined}>
        {`${shape.numHeads} Q → `}
      </span>
      <span>{`${shape.numKvHeads}${end || ' KV'}`}</span>
      {stuckRemark && <strong> {stuckRemark}</strong>}
    </h2>
  );
}
