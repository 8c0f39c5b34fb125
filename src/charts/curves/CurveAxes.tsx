import { textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';
import type { CurveScale, StepAxis } from './curveLine.ts';
import type { CurveLayout } from './layout.ts';

interface CurveAxesProps {
  readonly layout: CurveLayout;
  readonly scale: CurveScale;
  readonly axis: StepAxis;
  readonly size: Size;
}

/** Both axes with their names, a faint line across at each tick, and the line where guessing would be. */
export function CurveAxes({ layout, scale, axis, size }: CurveAxesProps) {
  const { left, right, bottom, y, xTicks, yTicks } = layout;
  const em = size.fontSize;
  const { value, label } = scale.chance;
  return (
    <>
      <text y={0.9 * em}>{scale.name}</text>
      {yTicks.map(({ at, label: tick }) => (
        <g key={tick} transform={`translate(0,${at})`}>
          <line className="curve-chart__grid" x1={left} x2={right} />
          <text className="curve-chart__y-tick" x={left - 0.5 * em}>
            {tick}
          </text>
        </g>
      ))}
      <line className="curve-chart__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, label: tick }) => (
        <g key={tick} transform={`translate(${at},${bottom})`}>
          <line className="curve-chart__axis" y2={4} />
          <text className="curve-chart__x-tick" y={1.25 * em}>
            {tick}
          </text>
        </g>
      ))}
      <text className="curve-chart__x-name" x={right} y={size.height - 0.25 * em}>
        {axis === 'log' ? 'steps (logarithmic)' : 'steps'}
      </text>
      <line className="curve-chart__chance" x1={left} x2={right} y1={y(value)} y2={y(value)} />
      <text className="curve-chart__chance-label" x={right - textWidth(label, em)} y={y(value) - 0.35 * em}>
        {label}
      </text>
    </>
  );
}
