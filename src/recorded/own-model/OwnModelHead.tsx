import { kvHeadChoices } from '../../attention/checkpoint/config.ts';
import { formatPercent } from '../../attention/numbers/format.ts';
import { Select } from '../../controls/Select.tsx';
import { selectPrice } from '../../state/shown/checkpoint/price.ts';
import { variantName } from '../../state/shown/checkpoint/variantWords.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import type { CheckpointControls } from '../../state/work/checkpoint/checkpointController.ts';
import './own-model-column.css';

interface Props {
  readonly numKvHeads: number;
  readonly controls: CheckpointControls;
}

/** What a column's KV heads are, how well the model foretells the text with them, and what it takes for the next token. */
export function OwnModelHead({ numKvHeads, controls }: Props) {
  const { model, kvHeads } = useAppState((state) => state.checkpoint);
  const told = useAppState((state) => selectPrice(state)(numKvHeads));
  if (!model) return null;
  const { config, hasHead } = model;
  return (
    <div className="own-model-head numeric">
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
      {hasHead && (
        <p title="Mean of −log of the probability of each token of the text, given those before it: lower is better">
          <b translate="no">{told ? (told.natsPerToken?.toFixed(3) ?? '–') : '…'}</b> nats a token
          {told?.price != null && (
            <>
              ,{' '}
              <b translate="no">
                {told.price < 0 ? '−' : '+'}
                {Math.abs(told.price).toFixed(3)}
              </b>{' '}
              for the pooling
            </>
          )}
        </p>
      )}
      {hasHead && (
        <p className="own-model-head__next">
          next:{' '}
          {told
            ? told.next.map(({ label, probability }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two tokens may read the same, and a place is what each is
                <span key={index}>
                  <bdi translate="no">{label}</bdi> {formatPercent(probability)}
                </span>
              ))
            : '…'}
        </p>
      )}
    </div>
  );
}
