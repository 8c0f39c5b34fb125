import { useCallback } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import type { ModelSet } from '../../attention/trained/trainedModel.ts';
import { LossFigure, type LossSubject } from '../../charts/loss/LossFigure.tsx';
import { CACHE_TOKENS } from '../../charts/loss/points.ts';
import { ownLoss, SHIPPED_CAUTION, SHIPPED_LOSS } from '../../charts/loss/subjects.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectSetSources } from '../../state/shown/train/setSources.ts';
import './train-quality.css';

/** What sharing K and V cost: the measured loss of what was trained here, and of the shipped models, against their cache. */
export function TrainQuality() {
  const [source] = useAppState(selectSetSources);
  const { notify } = useActions();
  const onError = useCallback((text: string) => notify({ id: 'save', kind: 'error', text }), [notify]);
  return (
    <div className="train-quality">
      {source && (
        <LossFigure
          subject={lossAtStep(source.set)}
          chosen={source.set.models.gqa.shape.numKvHeads}
          onError={onError}
        />
      )}
      <LossFigure subject={SHIPPED_LOSS} onError={onError} />
      <p className="train-quality__note">
        The loss is that of sequences which no training saw; the cache that of both layers for{' '}
        {formatCount(CACHE_TOKENS)} tokens in float32. Your models and the shipped ones were asked other questions about
        sequences of other lengths: compare within a figure, not between the two. {SHIPPED_CAUTION}
      </p>
    </div>
  );
}

/** The models go on learning: their figure says when they were measured. */
function lossAtStep(set: ModelSet): LossSubject {
  const step = formatCount(set.models.mha.card.steps);
  return { ...ownLoss(set), title: `Your models at step ${step}: measured loss, against KV cache` };
}
