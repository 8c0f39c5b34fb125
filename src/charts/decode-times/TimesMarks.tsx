import { line as polyline } from 'd3';
import { accent } from '../color/palette.ts';

import type { TimePoint, TimesLayout, TimesLineLayout } from './layout.ts';
import { shapePath } from './shapes.ts';

interface MarksProps {
  readonly placed: TimesLineLayout;
  readonly markX: number;
  readonly em: number;
}

/**
 * A line through the medians, solid with a cache and dashed without, a whisker at each, and its name at the right: filled marks are
 * with a cache, hollow ones without, and each mechanism has a shape of its own.
 */
export function TimesMark({ placed: { line, points, labelX, labelY }, markX, em }: MarksProps) {
  const path = polyline<TimePoint>(
    ({ x }) => x,
    ({ y }) => y,
  );
  const mark = `decode-times__mark decode-times__mark--${line.way}`;
  const shape = shapePath(line.mechanism, em);
  const cap = 0.2 * em;
  const last = points.at(-1);
  return (
    <g style={{ color: accent(line.mechanism) }}>
      <path
        className={`decode-times__line decode-times__line--${line.way}`}
        d={path(points) ?? ''}
        strokeWidth={0.14 * em}
      />
      {points.map(({ tokens, x, y, lower, upper }) => (
        <g key={tokens}>
          <path
            className="decode-times__whisker"
            d={`M${x - cap} ${upper}H${x + cap}M${x} ${upper}V${lower}M${x - cap} ${lower}H${x + cap}`}
          />
          <path className={mark} d={shape} transform={`translate(${x},${y})`} />
        </g>
      ))}
      {last && (
        <path className="decode-times__leader" d={`M${last.x + 0.5 * em} ${last.y}L${markX - 0.5 * em} ${labelY}`} />
      )}
      <path className={mark} d={shape} transform={`translate(${markX},${labelY})`} />
      <text className="decode-times__label" x={labelX} y={labelY}>
        {line.name}
      </text>
    </g>
  );
}

interface CursorProps {
  readonly tokens: number;
  readonly layout: TimesLayout;
}

/** The length that is being read; it is no part of a saved picture. */
export function TimesCursor({ tokens, layout: { x, top, bottom } }: CursorProps) {
  return <line className="decode-times__cursor" data-save="omit" x1={x(tokens)} x2={x(tokens)} y1={top} y2={bottom} />;
}
