import type { Size } from '../useSize.ts';
import type { DistanceLayout } from './layout.ts';

/** Both axes with their names, and a faint line across at each tick of the distances. */
export function AxesMarks({ layout, size }: { readonly layout: DistanceLayout; readonly size: Size }) {
  const { left, right, bottom, xTicks, yTicks } = layout;
  const em = size.fontSize;
  return (
    <>
      <text y={0.9 * em}>distance from this MHA (relative L2)</text>
      {yTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${at})`}>
          <line className="distance-chart__grid" x1={left} x2={right} />
          <text className="distance-chart__y-tick" x={left - 0.5 * em}>
            {label}
          </text>
        </g>
      ))}
      <line className="distance-chart__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, numKvHeads, heads, bytes }) => (
        <g key={numKvHeads} transform={`translate(${at},${bottom})`}>
          <line className="distance-chart__axis" y2={4} />
          <text className="distance-chart__x-tick distance-chart__x-tick--heads" y={1.3 * em}>
            {heads}
          </text>
          <text className="distance-chart__x-tick" y={2.5 * em}>
            {bytes}
          </text>
        </g>
      ))}
      <text className="distance-chart__x-name" x={right} y={size.height - 0.25 * em}>
        KV heads, and their KV cache (bytes, logarithmic)
      </text>
    </>
  );
}
