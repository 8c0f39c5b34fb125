import type { Ref } from 'react';
import type { KvRule } from '../../attention/types.ts';
import { HeadsPlot } from '../heads-plot/HeadsPlot.tsx';
import { DistanceMark } from './DistanceMark.tsx';
import './distance-chart.css';
import { Legend } from './Legend.tsx';
import { distanceLayout } from './layout.ts';
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
export function DistanceChart({ points, chosen, seed, kvRule, onChoose, svgRef }: DistanceChartProps) {
  const seeds = Math.max(0, ...points.map(({ spread }) => spread?.count ?? 0));
  return (
    <HeadsPlot
      className="distance-chart"
      title={`Distance from this MHA against KV cache; ${points.map(pointSentence).join('; ')}`}
      xName="KV heads, and their KV cache (bytes, logarithmic)"
      yName="distance from this MHA (relative L2)"
      layoutOf={(size) => distanceLayout(points, { chosen, kvRule }, size)}
      markOf={(placed, em) => <DistanceMark placed={placed} em={em} />}
      legendOf={(em) => <Legend seed={seed} seeds={seeds} em={em} />}
      sentenceOf={({ point }) => pointSentence(point)}
      onChoose={onChoose}
      svgRef={svgRef}
    />
  );
}
