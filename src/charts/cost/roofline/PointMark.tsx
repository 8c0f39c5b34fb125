import { costColor, shapePath } from '../shared/accents.ts';
import '../shared/cost-charts.css';
import type { PointLayout, RooflineLayout } from './layout.ts';
import './roofline-chart.css';

interface PointMarkProps {
  readonly placed: PointLayout;
  readonly layout: RooflineLayout;
  readonly em: number;
}

/**
 * A step on the roof, filled for decode and hollow for prefill, with its label at the right or in the list below. The style moves it
 * smoothly; the attribute is what a saved file keeps.
 */
export function PointMark({ placed, layout: { hasLeaders, right }, em }: PointMarkProps) {
  const { point, x, y, label, labelX, labelY } = placed;
  const mark = `roofline-chart__mark roofline-chart__mark--${point.phase}`;
  const shape = shapePath(point.accent, em);
  return (
    <g style={{ color: costColor(point.accent) }}>
      {hasLeaders ? (
        <path className="roofline-chart__leader" d={`M${x} ${y}L${right + 0.2 * em} ${labelY}H${labelX - 0.3 * em}`} />
      ) : (
        <path className={mark} d={shape} transform={`translate(${0.6 * em},${labelY})`} />
      )}
      <path
        className={`${mark} roofline-chart__mark--moves`}
        d={shape}
        style={{ transform: `translate(${x}px, ${y}px)` }}
        transform={`translate(${x},${y})`}
      />
      <text className="cost-charts__label" x={labelX} y={labelY}>
        {label}
      </text>
    </g>
  );
}
