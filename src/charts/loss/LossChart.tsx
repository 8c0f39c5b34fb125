import type { Ref } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import { HeadsPlot } from '../heads-plot/HeadsPlot.tsx';
import './loss-chart.css';
import { Legend } from './Legend.tsx';
import { LossMark } from './LossMark.tsx';
import { lossLayout } from './layout.ts';
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
export function LossChart({ points, chosen, onChoose, svgRef }: LossChartProps) {
  return (
    <HeadsPlot
      className="loss-chart"
      title={`Measured loss of trained models against KV cache; ${points.map(lossSentence).join('; ')}`}
      xName={`KV heads, and KV cache of ${formatCount(CACHE_TOKENS)} tokens (logarithmic)`}
      yName="measured loss on held-out sequences (nats; lower is better)"
      layoutOf={(size) => lossLayout(points, chosen, size)}
      markOf={(placed, em) => <LossMark placed={placed} em={em} />}
      legendOf={(em) => <Legend trainings={points.map((point) => point.count)} em={em} />}
      sentenceOf={({ point }) => lossSentence(point)}
      onChoose={onChoose}
      svgRef={svgRef}
    />
  );
}
