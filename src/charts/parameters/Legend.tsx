import { cumsum } from 'd3';
import type { BiasChoice } from '../../attention/types.ts';
import { textWidth } from '../labels.ts';
import { Fills, fillOf } from './Fills.tsx';
import { PART_NAMES, PARTS } from './stack.ts';

interface LegendProps {
  /** Unique on the page. */
  readonly id: string;
  readonly bias: BiasChoice;
  readonly fontSize: number;
}

/** What each pattern stands for, in no mechanism's colour. */
export function Legend({ id, bias, fontSize }: LegendProps) {
  const parts = PARTS.filter((part) => bias || part !== 'bias');
  const swatch = 1.6 * fontSize;
  const ends = cumsum(parts, (part) => swatch + textWidth(PART_NAMES[part], fontSize) + 1.6 * fontSize);
  return (
    <g className="parameter-bars__legend">
      <Fills id={id} />
      {parts.map((part, index) => (
        <g key={part} transform={`translate(${ends[index - 1] ?? 0},0)`}>
          <rect
            className="parameter-bars__segment"
            width={part === 'bias' ? 2 : swatch}
            x={part === 'bias' ? swatch - 2 : 0}
            height={fontSize}
            fill={fillOf(part, id)}
          />
          <text x={swatch + 0.4 * fontSize} y={0.9 * fontSize}>
            {PART_NAMES[part]}
          </text>
        </g>
      ))}
    </g>
  );
}
