import { formatCountOf } from '../../attention/numbers/format.ts';
import {
  selectComparableCaches,
  selectMeasuredShape,
  shownMeasuredPatch,
} from '../../state/shown/decoding/measuredCaches.ts';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';

/** Says that there are measured caches which this chart, as it is set, has no line for, and leads to them. */
export function MeasuredElsewhere() {
  const measured = useAppState(selectMeasuredShape);
  const isShown = useAppState((state) => selectComparableCaches(state).length > 0);
  const { update } = useActions();
  const store = useAppStore();
  if (!measured || isShown) return null;
  const { config, layers } = measured;
  return (
    <p className="cache-panel__elsewhere">
      The caches that this page measured are those of {formatCountOf(layers, 'layer')}, 1 sequence, fp32,{' '}
      {formatCountOf(config.numHeads, 'query head')}, GQA with {formatCountOf(config.numKvHeads, 'KV head')}, d_model{' '}
      {config.dModel}.{' '}
      <button
        type="button"
        className="button"
        onClick={() => update(shownMeasuredPatch(measured, store.getState().settings))}
      >
        Show measured
      </button>
    </p>
  );
}
