import { accent } from '../color/palette.ts';
import { type CacheLayout, endLabel, endLabelYs } from './layout.ts';
import type { CacheLine } from './lines.ts';

interface LineMarksProps {
  readonly lines: readonly CacheLine[];
  readonly layout: CacheLayout;
  readonly fontSize: number;
}

/** The lines, each named at its end; other KV head counts faintly, behind the three. */
export function LineMarks({ lines, layout, fontSize }: LineMarksProps) {
  const { x, y, shortest, longest, right } = layout;
  const labelYs = endLabelYs(lines, layout, fontSize);
  const marks = lines.map((line, index) => ({ line, labelY: labelYs[index] }));
  const behind = marks.filter(({ line }) => !line.mechanism);
  const front = marks.filter(({ line }) => line.mechanism);
  return [...behind, ...front].map(({ line, labelY }) => (
    // Bytes grow in proportion to tokens: on either axes two points are the whole line.
    <g key={line.name} className="cache-chart__line" style={line.mechanism && { color: accent(line.mechanism) }}>
      <line
        className={line.mechanism ? `cache-chart__stroke plot__dash--${line.mechanism}` : 'cache-chart__stroke--other'}
        x1={x(shortest)}
        y1={y(line.bytesAt(shortest))}
        x2={x(longest)}
        y2={y(line.bytesAt(longest))}
      />
      {labelY !== undefined && (
        <text className="cache-chart__line-label" x={right + 0.4 * fontSize} y={labelY}>
          {endLabel(line)}
        </text>
      )}
    </g>
  ));
}
