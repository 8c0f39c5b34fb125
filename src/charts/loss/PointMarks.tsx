import { line as polyline } from 'd3';
import type { LossLayout, LossPointLayout } from './layout.ts';

/** Half a side of a square, in em. Squares, not dots: this is not the distance chart. */
const HALF_EM = 0.34;

/** Squares at the means, a line from one to the next, and a range where several seeds were trained. */
export function PointMarks({ layout, em }: { readonly layout: LossLayout; readonly em: number }) {
  const path = polyline<LossPointLayout>(
    ({ x }) => x,
    ({ y }) => y,
  );
  return (
    <>
      <path className="loss-chart__path" d={path(layout.points) ?? ''} />
      {layout.points.map(({ point, x, y, most, least, label, name, labelY, isChosen }) => (
        <g key={point.numKvHeads} className={isChosen ? 'loss-chart__point--chosen' : undefined}>
          {isChosen && <line className="loss-chart__rule" x1={x} x2={x} y1={y} y2={layout.bottom} />}
          {point.trainings > 1 && <Range x={x} em={em} most={most} least={least} />}
          <MeanMark x={x} y={y} em={em} />
          <text className="loss-chart__label" x={x} y={labelY}>
            {label}
          </text>
          <text className="loss-chart__label" x={x} y={labelY - 1.15 * em}>
            {name}
          </text>
        </g>
      ))}
    </>
  );
}

interface MarkProps {
  readonly x: number;
  readonly em: number;
}

/** A mean. */
export function MeanMark({ x, y, em }: MarkProps & { readonly y: number }) {
  const side = 2 * HALF_EM * em;
  return <rect className="loss-chart__mean" x={x - side / 2} y={y - side / 2} width={side} height={side} />;
}

/** From the least to the most over the seeds, in px from the top. */
export function Range({ x, em, most, least }: MarkProps & { readonly most: number; readonly least: number }) {
  const cap = 0.6 * em;
  return (
    <path
      className="loss-chart__range"
      d={`M${x - cap} ${most}H${x + cap}M${x} ${most}V${least}M${x - cap} ${least}H${x + cap}`}
    />
  );
}
