import type { Ref } from 'react';
import { formatCount } from '../../attention/format.ts';
import { HeadsAxes } from '../heads-axes/HeadsAxes.tsx';
import { type Size, useSize } from '../useSize.ts';
import './loss-chart.css';
import { Legend } from './Legend.tsx';
import { lossLayout } from './layout.ts';
import { PointMarks } from './PointMarks.tsx';
import { CACHE_TOKENS, type LossPoint, lossSentence } from './points.ts';

interface LossChartProps {
  /** Ascending in KV heads: from MQA to MHA. */
  readonly points: readonly LossPoint[];
  /** The number of KV heads that is marked as the present choice; none where it has no point. */
  readonly chosen?: number | undefined;
  /** Makes each point a button; left out where there is nothing to choose. */
  readonly onChoose?: ((numKvHeads: number) => void) | undefined;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** What models of each number of KV heads got wrong, against the bytes of KV cache that they need. */
export function LossChart(props: LossChartProps) {
  const [box, size] = useSize();
  return (
    <div ref={box} className="loss-chart">
      {size && <Plot {...props} size={size} />}
    </div>
  );
}

function Plot({ points, chosen, onChoose, svgRef, size }: LossChartProps & { readonly size: Size }) {
  const layout = lossLayout(points, chosen, size);
  return (
    <>
      <svg ref={svgRef} role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
        <title>{`Measured loss of trained models against KV cache; ${points.map(lossSentence).join('; ')}`}</title>
        <HeadsAxes
          layout={layout}
          size={size}
          xName={`KV heads, and KV cache of ${formatCount(CACHE_TOKENS)} tokens (logarithmic)`}
          yName="measured loss on held-out sequences (nats; less is better)"
        />
        <Legend trainings={points.map((point) => point.trainings)} em={size.fontSize} />
        <PointMarks layout={layout} em={size.fontSize} />
      </svg>
      {onChoose &&
        layout.points.map(({ point, x, y, isChosen }) => (
          <button
            key={point.numKvHeads}
            type="button"
            className="loss-chart__choice"
            style={{ left: x, top: y }}
            aria-pressed={isChosen}
            aria-label={lossSentence(point)}
            title={lossSentence(point)}
            onClick={() => onChoose(point.numKvHeads)}
          />
        ))}
    </>
  );
}
