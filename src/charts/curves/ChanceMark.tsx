import { textWidth } from '../labels.ts';
import type { CurveScale } from './curveLine.ts';
import type { CurveLayout } from './layout.ts';

interface ChanceMarkProps {
  readonly chance: CurveScale['chance'];
  readonly layout: CurveLayout;
  readonly fontSize: number;
}

/** The line where guessing would be. */
export function ChanceMark({ chance: { value, label }, layout: { left, right, y }, fontSize: em }: ChanceMarkProps) {
  return (
    <>
      <line className="curve-chart__chance" x1={left} x2={right} y1={y(value)} y2={y(value)} />
      <text className="plot__halo" x={right - textWidth(label, em)} y={y(value) - 0.35 * em}>
        {label}
      </text>
    </>
  );
}
