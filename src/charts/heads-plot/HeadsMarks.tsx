import { line as polyline } from 'd3';
import type { ReactNode } from 'react';
import './heads-plot.css';
import type { HeadsLayout, HeadsPoint } from './layout.ts';

interface HeadsMarksProps<Point> {
  readonly layout: HeadsLayout<Point>;
  readonly em: number;
  /** What stands at a point, under its labels. */
  readonly markOf: (point: Point, em: number) => ReactNode;
}

/** The points with their labels, a faint line from one to the next, and a rule where the present choice is. */
export function HeadsMarks<Point extends HeadsPoint>({
  layout: { points, bottom },
  em,
  markOf,
}: HeadsMarksProps<Point>) {
  const path = polyline<Point>(
    ({ x }) => x,
    ({ y }) => y,
  );
  return (
    <>
      <path className="heads-plot__path" d={path(points) ?? ''} />
      {points.map((placed) => {
        const { point, x, y, label, name, labelY, isChosen } = placed;
        return (
          <g key={point.numKvHeads} className={isChosen ? 'heads-plot__point--chosen' : undefined}>
            {isChosen && <line className="heads-plot__rule" x1={x} x2={x} y1={y} y2={bottom} />}
            {markOf(placed, em)}
            <text className="plot__halo heads-plot__label" x={x} y={labelY}>
              {label}
            </text>
            <text className="plot__halo heads-plot__label" x={x} y={labelY - 1.15 * em}>
              {name}
            </text>
          </g>
        );
      })}
    </>
  );
}
