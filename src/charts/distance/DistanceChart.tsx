import type { Ref } from 'react';
import type { KvRule } from '../../attention/types.ts';
import { HeadsAxes } from '../heads-axes/HeadsAxes.tsx';
import { type Size, useSize } from '../useSize.ts';
import './distance-chart.css';
import { Legend } from './Legend.tsx';
import { distanceLayout } from './layout.ts';
import { PointMarks } from './PointMarks.tsx';
import { type DistancePoint, pointSentence } from './points.ts';

interface DistanceChartProps {
  /** Ascending in KV heads: from MQA to MHA. */
  readonly points: readonly DistancePoint[];
  /** GQA's number of KV heads. */
  readonly chosen: number;
  /** What the dots were drawn from. */
  readonly seed: number;
  /** With `independent`, as many KV heads as query heads are another MHA, not the one that is measured from. */
  readonly kvRule: KvRule;
  readonly onChoose: (numKvHeads: number) => void;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** How far the output is from MHA's, against the bytes of the KV cache: a point for each number of KV heads, each a button. */
export function DistanceChart(props: DistanceChartProps) {
  const [box, size] = useSize();
  return (
    <div ref={box} className="distance-chart">
      {size && <Plot {...props} size={size} />}
    </div>
  );
}

function Plot({ points, chosen, seed, kvRule, onChoose, svgRef, size }: DistanceChartProps & { readonly size: Size }) {
  const layout = distanceLayout(points, { chosen, kvRule }, size);
  const seeds = Math.max(0, ...points.map(({ spread }) => spread?.count ?? 0));
  return (
    <>
      <svg ref={svgRef} role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
        <title>{`Distance from this MHA against KV cache; ${points.map(pointSentence).join('; ')}`}</title>
        <HeadsAxes
          layout={layout}
          size={size}
          xName="KV heads, and their KV cache (bytes, logarithmic)"
          yName="distance from this MHA (relative L2)"
        />
        <Legend seed={seed} seeds={seeds} em={size.fontSize} />
        <PointMarks layout={layout} fontSize={size.fontSize} />
      </svg>
      {layout.points.map(({ point, x, y, isChosen }) => (
        <button
          key={point.numKvHeads}
          type="button"
          className="distance-chart__choice"
          style={{ left: x, top: y }}
          aria-pressed={isChosen}
          aria-label={pointSentence(point)}
          title={pointSentence(point)}
          onClick={() => onChoose(point.numKvHeads)}
        />
      ))}
    </>
  );
}
