import type { PlotFrame } from './frame.ts';
import './plot-axes.css';

interface YTicksProps extends Pick<PlotFrame, 'left' | 'right' | 'yTicks'> {
  readonly em: number;
  /** Panels side by side share the numbers of the first one's axis. */
  readonly hasNumbers?: boolean;
}

/** A faint line across at each tick of y, and its number at the left. */
export function YTicks({ left, right, yTicks, em, hasNumbers = true }: YTicksProps) {
  return yTicks.map(({ at, label }) => (
    <g key={label} transform={`translate(0,${at})`}>
      <line className="plot-axes__grid" x1={left} x2={right} />
      {hasNumbers && (
        <text className="plot-axes__y-tick" x={left - 0.5 * em}>
          {label}
        </text>
      )}
    </g>
  ));
}
