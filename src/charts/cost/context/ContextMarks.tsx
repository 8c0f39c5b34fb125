import { costColor, shapePath } from '../shared/accents.ts';
import '../shared/cost-charts.css';
import type { ContextLayout, LineLayout } from './layout.ts';
import type { ContextLine } from './lines.ts';

/** A line; above the ceiling it stays in sight, faintly. */
export function LineMark({ placed, em }: { readonly placed: LineLayout; readonly em: number }) {
  const { line, path, above } = placed;
  return (
    <g style={{ color: costColor(line.accent) }}>
      {above && <path className={`context-chart__above plot__dash--${line.accent}`} d={above} />}
      {path && <path className={`context-chart__line plot__dash--${line.accent}`} d={path} strokeWidth={0.22 * em} />}
    </g>
  );
}

/** The name of a line: at its end or, with the tokens that fit, above where it crosses the ceiling. */
export function LineLabel({
  placed,
  ceilingY,
  em,
}: {
  readonly placed: LineLayout;
  readonly ceilingY: number | null;
  readonly em: number;
}) {
  const { line, label, labelX, labelY, anchor, crossX } = placed;
  return (
    <g style={{ color: costColor(line.accent) }}>
      {crossX !== null && ceilingY !== null && (
        <>
          <line className="cost-charts__leader" x1={crossX} x2={crossX} y1={ceilingY} y2={labelY - 0.5 * em} />
          <path
            className="cost-charts__mark"
            d={shapePath(line.accent, em)}
            transform={`translate(${crossX},${ceilingY})`}
          />
        </>
      )}
      <text className="plot__halo cost-charts__label" x={labelX} y={labelY} textAnchor={anchor}>
        {label}
      </text>
    </g>
  );
}

interface CursorProps {
  readonly lines: readonly ContextLine[];
  readonly tokens: number;
  readonly layout: ContextLayout;
  readonly em: number;
}

/** The length at which lines are read; what is off the chart has no dot. */
export function CursorMarks({ lines, tokens, layout, em }: CursorProps) {
  const { top, bottom } = layout;
  const at = Math.max(layout.left, layout.x(tokens));
  return (
    <>
      <line x1={at} x2={at} y1={top} y2={bottom} />
      {lines.map((line) => {
        const y = layout.y(Number(line.bytesAt(tokens)));
        return y >= top && <circle key={line.name} cx={at} cy={y} r={0.25 * em} />;
      })}
    </>
  );
}
