import { formatCount, formatPercent } from '../../attention/numbers/format.ts';
import type { Mechanism } from '../../attention/types.ts';
import { selectAverages } from '../../state/shown/averages.ts';
import { selectCache, selectShapes } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { KvHeads } from '../kv-heads/KvHeads.tsx';
import { kvStops } from '../kv-heads/stops.ts';
import './mechanism-head.css';

interface Props {
  readonly mechanism: Mechanism;
  /** Whether KV heads stand elsewhere, where one mechanism has the screen. */
  readonly hasSlider: boolean;
}

/** What a mechanism is, in a sentence, and what it costs; for GQA the control that decides both. */
export function MechanismHead({ mechanism, hasSlider }: Props) {
  return (
    <div className="mechanism-head">
      {mechanism === 'gqa' && hasSlider ? <KvHeads /> : <Sentence mechanism={mechanism} />}
    </div>
  );
}

function Sentence({ mechanism }: { mechanism: Mechanism }) {
  const { numHeads, numKvHeads } = useAppState(selectShapes)[mechanism];
  const { shareOfMha } = useAppState(selectCache)[mechanism];
  const averages = useAppState(selectAverages);
  const weights = useAppState((state) => state.settings.weights);
  const loss = kvStops(numHeads, weights).find(({ kvHeads }) => kvHeads === numKvHeads)?.loss;
  return (
    <>
      <p className="mechanism-head__sentence">
        {sentenceOf(mechanism, numHeads, numKvHeads)}
        {mechanism === 'mqa' && averages && ' Averaged keys are shorter: its maps go flat.'}
      </p>
      <p className="mechanism-head__cost numeric">
        cache {formatPercent(shareOfMha)}
        {loss && (
          <>
            {' '}
            · loss {loss.median.toFixed(2)}{' '}
            {loss.count > 1 && (
              <small>
                ({loss.least.toFixed(2)}–{loss.most.toFixed(2)} over {loss.count} seeds)
              </small>
            )}
          </>
        )}
      </p>
    </>
  );
}

/** What the mechanism does with its keys and values. */
export function sentenceOf(mechanism: Mechanism, numHeads: number, numKvHeads: number): string {
  if (numHeads === 1) return 'One query head has one set of keys and values: all three are the same.';
  if (mechanism === 'mha') return 'Multi-head: every query head has keys and values of its own.';
  if (mechanism === 'mqa')
    return `Multi-query: all ${formatCount(numHeads)} query heads share one set of keys and values.`;
  return `Grouped-query: groups of ${formatCount(numHeads / numKvHeads)} query heads share a set of keys and values.`;
}
