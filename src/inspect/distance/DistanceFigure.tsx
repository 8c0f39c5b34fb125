import { bytesPerElement } from '../../attention/kvCache.ts';
import { formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { DistanceChart } from '../../charts/distance/DistanceChart.tsx';
import { distanceTable } from '../../charts/distance/table.ts';
import { ChartFigure } from '../../charts/figure/ChartFigure.tsx';
import { useActions, useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { useRunCaption } from '../../state/shown/hooks/useRunCaption.ts';
import { selectSweepProgress, selectSweptPoints } from '../../state/shown/sweep/sweptPoints.ts';
import { selectTokenization } from '../../state/shown/tokens.ts';
import { RULES } from './rules.ts';
import { SweepControls } from './SweepControls.tsx';

/** How far each number of KV heads takes the output from MHA's, against the cache that it needs. */
export function DistanceFigure() {
  const points = useAppState(selectSweptPoints);
  const { phase } = useAppState(selectSweepProgress);
  const settings = useAppState((state) => state.settings);
  const tokens = useAppState((state) => selectTokenization(state).tokens.length);
  const caption = useRunCaption();
  const { notify, update } = useActions();
  if (phase === 'empty') {
    return <p>There is no text, and so no output to measure: type some.</p>;
  }
  const { numKvHeads, dModel, seed, kvRule, cacheLayers, cacheSequences, cacheElement } = settings;
  const cacheOf = [
    formatCountOf(cacheLayers, 'layer'),
    formatCountOf(cacheSequences, 'sequence'),
    `${bytesPerElement(cacheElement)} B per element`,
  ];
  return (
    <div className="distance-pane__figure" data-sweep={phase}>
      <ChartFigure
        title="Distance from this MHA, against KV cache"
        fileName="headroom-distance"
        settings={[...cacheOf, ...caption]}
        data={() => distanceTable(points, seed)}
        onError={(text) => notify({ id: 'save', kind: 'error', text })}
        controls={<SweepControls />}
      >
        {(svgRef) => (
          <DistanceChart
            points={points}
            chosen={numKvHeads}
            seed={seed}
            kvRule={kvRule}
            onChoose={(count) => update({ numKvHeads: count })}
            svgRef={svgRef}
          />
        )}
      </ChartFigure>
      <p>
        <strong>Not a measure of a model’s quality:</strong> the weights are random and untrained. The distance is how
        far the output moves, ‖output − MHA’s‖ ÷ ‖MHA’s‖ over all {formatCount(tokens)} × {formatCount(dModel)} numbers
        of it.
      </p>
      <p>{RULES[kvRule]}</p>
      <p>
        The cache is that of {formatCountOf(tokens, 'token')}, {cacheOf.join(', ')}, as chosen at the KV cache chart of
        Explore.
      </p>
    </div>
  );
}
