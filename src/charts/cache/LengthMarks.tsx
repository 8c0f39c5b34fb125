import { accent } from '../color/palette.ts';
import { type CacheLayout, LEADER_EM, presentLayout } from './layout.ts';
import type { CacheLine } from './lines.ts';

interface MarksProps {
  readonly lines: readonly CacheLine[];
  /** ≥ 1 */
  readonly tokens: number;
  readonly layout: CacheLayout;
  readonly fontSize: number;
}

/** The present text's length: a rule, and on it a labelled dot for each mechanism. */
export function PresentMarks({ lines, tokens, layout, fontSize }: MarksProps) {
  const { x, side, ruleLabel, ruleLabelY, dots } = presentLayout(lines, tokens, layout, fontSize);
  const away = side === 'left' ? -1 : 1;
  const labelX = x + away * LEADER_EM * fontSize;
  return (
    <g className="cache-chart__present" style={{ textAnchor: side === 'left' ? 'end' : 'start' }}>
      <line className="cache-chart__rule" x1={x} x2={x} y1={layout.top} y2={layout.bottom} />
      <text className="plot__halo cache-chart__rule-label" x={labelX} y={ruleLabelY}>
        {ruleLabel}
      </text>
      {dots.map((dot) => (
        <g key={dot.line.name} style={dot.line.mechanism && { color: accent(dot.line.mechanism) }}>
          <line className="cache-chart__leader" x1={x} y1={dot.y} x2={labelX - away * 2} y2={dot.labelY} />
          <circle className="cache-chart__dot" cx={x} cy={dot.y} r={0.3 * fontSize} />
          <text className="plot__halo cache-chart__dot-label" x={labelX} y={dot.labelY}>
            {dot.label}
          </text>
        </g>
      ))}
    </g>
  );
}

/** The length that is being read, on every line; it is no part of a saved picture. */
export function CursorMarks({ lines, tokens, layout, fontSize }: MarksProps) {
  const x = layout.x(tokens);
  return (
    <g data-save="omit">
      <line className="cache-chart__reading-rule" x1={x} x2={x} y1={layout.top} y2={layout.bottom} />
      {lines.map((line) => (
        <circle
          key={line.name}
          className="cache-chart__reading-dot"
          cx={x}
          cy={layout.y(line.bytesAt(tokens))}
          r={0.25 * fontSize}
        />
      ))}
    </g>
  );
}
