import type { CacheTick } from '../cacheTicks.ts';
import './heads-axes.css';
import type { Size } from '../useSize.ts';

interface HeadsAxesProps {
  /** In px from the top left. */
  readonly layout: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly xTicks: readonly CacheTick[];
    readonly yTicks: readonly { readonly at: number; readonly label: string }[];
  };
  readonly size: Size;
  readonly xName: string;
  readonly yName: string;
}

/** Axes of a figure against KV heads and their cache, with their names, and a faint line across at each tick of y. */
export function HeadsAxes({ layout, size, xName, yName }: HeadsAxesProps) {
  const { left, right, bottom, xTicks, yTicks } = layout;
  const em = size.fontSize;
  return (
    <>
      <text className="heads-axes__name" y={0.9 * em}>
        {yName}
      </text>
      {yTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${at})`}>
          <line className="heads-axes__grid" x1={left} x2={right} />
          <text className="heads-axes__y-tick" x={left - 0.5 * em}>
            {label}
          </text>
        </g>
      ))}
      <line className="heads-axes__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, numKvHeads, heads, bytes }) => (
        <g key={numKvHeads} transform={`translate(${at},${bottom})`}>
          <line className="heads-axes__axis" y2={4} />
          <text className="heads-axes__x-tick heads-axes__x-tick--heads" y={1.3 * em}>
            {heads}
          </text>
          <text className="heads-axes__x-tick" y={2.5 * em}>
            {bytes}
          </text>
        </g>
      ))}
      <text className="heads-axes__name heads-axes__name--x" x={right} y={size.height - 0.25 * em}>
        {xName}
      </text>
    </>
  );
}
