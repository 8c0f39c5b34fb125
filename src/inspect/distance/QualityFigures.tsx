import { formatCount } from '../../attention/numbers/format.ts';
import { VOCABULARY } from '../../attention/trained/sequences.ts';
import { LossFigure } from '../../charts/loss/LossFigure.tsx';
import { CACHE_TOKENS } from '../../charts/loss/points.ts';
import { ownLoss, SHIPPED_CAUTION, SHIPPED_LOSS } from '../../charts/loss/subjects.ts';
import { modelSetOf } from '../../state/facts/models/ownModels.ts';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';

/** The measured loss of the shipped models, and of the user's own where there are any, against their KV cache. */
export function QualityFigures() {
  const weights = useAppState((state) => state.settings.weights);
  const numKvHeads = useAppState((state) => state.settings.numKvHeads);
  const own = useAppState((state) => state.models.own);
  const { notify, update } = useActions();
  const onError = (text: string) => notify({ id: 'save', kind: 'error', text });
  const isShipped = weights === 'trained';
  return (
    <>
      <LossFigure
        subject={SHIPPED_LOSS}
        chosen={isShipped ? numKvHeads : undefined}
        onChoose={isShipped ? (count) => update({ numKvHeads: count }) : undefined}
        onError={onError}
      />
      <p>
        <strong>A measure of quality, but of this toy only:</strong> cross-entropy on made-up retrieval questions about
        sequences that no training saw; guessing has {Math.log(VOCABULARY).toFixed(2)}. {SHIPPED_CAUTION} Part of the
        gap is speed of learning: don’t read its size into large models. The cache is that of both layers for{' '}
        {formatCount(CACHE_TOKENS)} tokens in float32.
        {!isShipped && ' The weights on screen are others.'}
      </p>
      {own && (
        <>
          <LossFigure
            subject={ownLoss(modelSetOf(own))}
            chosen={weights === 'own' ? own.shape.numKvHeads : undefined}
            onError={onError}
          />
          <p>
            One training each, on questions and lengths of their own: compare these three with each other, not with the
            shipped ones.
          </p>
        </>
      )}
    </>
  );
}
