import { kvHeadOf, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { MECHANISMS } from '../../attention/types.ts';
import type { HeadPair } from '../../charts/likeness/LikenessMatrix.tsx';
import { useActions, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import type { ShownComparison } from '../comparison/useComparison.ts';
import { headPatch } from '../headPatch.ts';

interface Props {
  readonly shown: Pick<ShownComparison, 'comparison' | 'request'>;
  /** Under the pointer or the keyboard. */
  readonly pointed: HeadPair | null;
  readonly selected: HeadPair | null;
}

/** Two heads with how alike they are in each mechanism: those pointed at, else the selected ones, which lead to each head. */
export function PairReadout({ shown, pointed, selected }: Props) {
  const store = useAppStore();
  const { update } = useActions();
  const isHere = (pair: HeadPair | null) => pair !== null && Math.max(pair.a, pair.b) < shown.comparison.numHeads;
  const kept = isHere(selected) ? selected : null;
  const pair = isHere(pointed) ? pointed : kept;
  return (
    <div className="likeness-pane__pair">
      <p aria-live={pointed === null ? 'polite' : 'off'}>
        {pair ? pairWords(shown, pair) : 'Point at a cell, or press Tab and the arrow keys; Enter keeps a pair.'}
      </p>
      {kept &&
        [...new Set([kept.a, kept.b])].map((head) => (
          <button
            key={head}
            type="button"
            className="button"
            onClick={() => update({ ...headPatch(store.getState(), head), inspect: 'cell' })}
          >
            Go to Q {head}
          </button>
        ))}
    </div>
  );
}

function pairWords({ comparison: { numHeads, similarities }, request }: Props['shown'], { a, b }: HeadPair) {
  if (a === b) return `Q ${a} with itself: 1 in every mechanism.`;
  const figures = MECHANISMS.map((mechanism) => {
    const shape = shapeOf(mechanism, request.config);
    const kvHead = kvHeadOf(a, shape);
    const shared = kvHead === kvHeadOf(b, shape) ? ` (both read KV ${kvHead})` : '';
    return `${MECHANISM_SHORT[mechanism]} ${similarities[mechanism][a * numHeads + b]?.toFixed(4)}${shared}`;
  });
  return `Q ${a} and Q ${b}, how alike: ${figures.join(' · ')}`;
}
