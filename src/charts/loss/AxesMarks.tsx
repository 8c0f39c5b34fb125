import { formatCount } from '../../attention/format.ts';
import type { Size } from '../useSize.ts';
import type { LossLayout } from './layout.ts';
import { CACHE_TOKENS } from './points.ts';

/** Both axes with their names, and a faint line across at each tick of the loss. */
export function AxesMarks({ layout, size }: { readonly layout: LossLayout; readonly size: Size }) {
  const { left, right, bottom, xTicks, yTicks } = layout;
  const em = size.fontSize;
  return (
    <>
      <text y={0.9 * em}>measured loss on held-out sequences (nats; less is better)</text>
      {yTicks.map(({ at, label }) => (
        <g key={label} transform={`translate(0,${at})`}>
          <line className="loss-chart__grid" x1={left} x2={right} />
          <text className="loss-chart__y-tick" x={left - 0.5 * em}>
            {label}
          </text>
        </g>
      ))}
      <line className="loss-chart__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, numKvHeads, heads, bytes }) => (
        <g key={numKvHeads} transform={`translate(${at},${bottom})`}>
          <line className="loss-chart__axis" y2={4} />
          <text className="loss-chart__x-tick loss-chart__x-tick--heads" y={1.3 * em}>
            {heads}
          </text>
          <text className="loss-chart__x-tick" y={2.5 * em}>
            {bytes}
          </text>
        </g>
      ))}
      <text className="loss-chart__x-name" x={right} y={size.height - 0.25 * em}>
        KV heads, and KV cache of {formatCount(CACHE_TOKENS)} tokens (logarithmic)
      </text>
    </>
  );
}
