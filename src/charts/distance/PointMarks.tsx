import { line as polyline } from 'd3';
import type { DistanceLayout, PointLayout } from './layout.ts';

/** From a point to its whisker: beside it, so that the one does not hide the other. */
const WHISKER_EM = 1.3;

interface PointMarksProps {
  readonly layout: DistanceLayout;
  readonly fontSize: number;
}

/** The points, a faint line from one to the next, and a whisker with a median where several seeds are measured. */
export function PointMarks({ layout: { points, bottom }, fontSize: em }: PointMarksProps) {
  const path = polyline<PointLayout>(
    ({ x }) => x,
    ({ y }) => y,
  );
  return (
    <>
      <path className="distance-chart__path" d={path(points) ?? ''} />
      {points.map(({ point, x, y, label, name, labelY, isChosen, spread }) => (
        <g key={point.numKvHeads} className={isChosen ? 'distance-chart__point--chosen' : undefined}>
          {isChosen && <line className="distance-chart__rule" x1={x} x2={x} y1={y} y2={bottom} />}
          {spread && <Whisker x={x + WHISKER_EM * em} em={em} {...spread} />}
          <circle className="distance-chart__dot" cx={x} cy={y} r={0.36 * em} />
          {isChosen && <circle className="distance-chart__ring" cx={x} cy={y} r={0.75 * em} />}
          <text className="distance-chart__label" x={x} y={labelY}>
            {label}
          </text>
          <text className="distance-chart__label" x={x} y={labelY - 1.15 * em}>
            {name}
          </text>
        </g>
      ))}
    </>
  );
}

interface WhiskerProps extends NonNullable<PointLayout['spread']> {
  readonly x: number;
  readonly em: number;
}

/** From the least to the most, in px from the top, a thick bar at the median. */
export function Whisker({ x, em, most, median, least }: WhiskerProps) {
  const cap = 0.35 * em;
  return (
    <g className="distance-chart__whisker">
      <path d={`M${x - cap} ${most}H${x + cap}M${x} ${most}V${least}M${x - cap} ${least}H${x + cap}`} />
      <path className="distance-chart__median" d={`M${x - 2 * cap} ${median}H${x + 2 * cap}`} />
    </g>
  );
}
