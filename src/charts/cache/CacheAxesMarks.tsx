import type { Size } from '../useSize.ts';
import { BYTE_AXIS_NAME, type CacheLayout } from './layout.ts';

/** Both axes with their names, and a faint line across at each tick of the bytes. */
export function CacheAxesMarks({ layout, size }: { readonly layout: CacheLayout; readonly size: Size }) {
  const { left, right, bottom, xTicks, yTicks } = layout;
  const em = size.fontSize;
  return (
    <>
      <text y={0.9 * em}>{BYTE_AXIS_NAME}</text>
      {yTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${at})`}>
          <line className="cache-chart__grid" x1={left} x2={right} />
          <text className="cache-chart__y-tick" x={left - 0.5 * em}>
            {label}
          </text>
        </g>
      ))}
      <line className="cache-chart__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(${at},${bottom})`}>
          <line className="cache-chart__axis" y2={4} />
          <text className="cache-chart__x-tick" y={1.25 * em}>
            {label}
          </text>
        </g>
      ))}
      <text className="cache-chart__x-name" x={right} y={size.height - 0.25 * em}>
        sequence length (tokens)
      </text>
    </>
  );
}
