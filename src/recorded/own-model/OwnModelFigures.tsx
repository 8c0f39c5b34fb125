import { kvHeadChoices } from '../../attention/checkpoint/config.ts';
import { formatBytes, formatCount, formatPercent } from '../../attention/numbers/format.ts';
import { Select } from '../../controls/Select.tsx';
import { modelFigures } from '../../state/shown/checkpoint/modelFigures.ts';
import { variantName, variantSentence } from '../../state/shown/checkpoint/variantWords.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';
import './own-model-figures.css';

interface Props {
  readonly numKvHeads: number;
  readonly controls: CheckpointControls;
}

/** What the model with so many KV heads is, costs, and takes for the next token. */
export function OwnModelFigures({ numKvHeads, controls }: Props) {
  const { model, text, kvHeads, predictions } = useAppState((state) => state.checkpoint);
  if (!model) return null;
  const { config } = model;
  const own = config.numKvHeads;
  const figures = modelFigures(model, numKvHeads, text?.tokens.length ?? 0);
  const ofOwn = modelFigures(model, own, text?.tokens.length ?? 0);
  const share =
    numKvHeads === own ? '' : ` (${formatPercent(figures.cacheBytesPerToken / ofOwn.cacheBytesPerToken)} of its own)`;
  // Copies foretell what the model itself does.
  const prediction = predictions?.find((each) => each.numKvHeads === Math.min(numKvHeads, own));
  const before = predictions?.find((each) => each.numKvHeads === own);
  const price =
    numKvHeads < own && prediction?.natsPerToken != null && before?.natsPerToken != null
      ? prediction.natsPerToken - before.natsPerToken
      : null;
  return (
    <div className="own-model-figures numeric">
      <Select
        label="KV heads"
        value={`${numKvHeads} KV`}
        options={Object.fromEntries(
          kvHeadChoices(config)
            .toReversed()
            .filter((count) => count === numKvHeads || !kvHeads.includes(count))
            .map((count) => [`${count} KV`, `${count}: ${variantName(config, count)}`]),
        )}
        onChange={(choice) =>
          controls.setKvHeads(kvHeads.map((count) => (count === numKvHeads ? Number.parseInt(choice, 10) : count)))
        }
      />
      <p className="own-model-figures__what">{variantSentence(config, numKvHeads)}</p>
      <dl className="own-model-figures__list">
        <div>
          <dt>attention parameters</dt>
          <dd translate="no">{formatCount(figures.parameters)}</dd>
        </div>
        <div>
          <dt>KV cache of the text</dt>
          <dd translate="no">
            {formatBytes(figures.cacheBytes, ofOwn.cacheBytes)}
            {share}
          </dd>
        </div>
        {model.hasHead && (
          <>
            <div>
              <dt title="Mean of −log of the probability of each token of the text, given those before it: lower is better">
                nats a token
              </dt>
              <dd translate="no">
                {prediction ? (prediction.natsPerToken?.toFixed(3) ?? 'takes two tokens') : '…'}
                {price !== null && <strong>{` ${price < 0 ? '−' : '+'}${Math.abs(price).toFixed(3)}`}</strong>}
              </dd>
            </div>
            <div>
              <dt>next token</dt>
              <dd translate="no" className="own-model-figures__next">
                {prediction
                  ? prediction.next.map(({ label, probability }, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may read the same, and a place is what each is
                      <span key={index}>
                        <bdi translate="no">{label}</bdi> {formatPercent(probability)}
                      </span>
                    ))
                  : '…'}
              </dd>
            </div>
          </>
        )}
      </dl>
    </div>
  );
}
