import { type LegendEntry, PART_NAMES } from './layout.ts';
import { MemoryFills, memoryFill } from './MemoryFills.tsx';

interface MemoryLegendProps {
  readonly entries: readonly LegendEntry[];
  readonly swatch: number;
  readonly em: number;
  /** Unique on the page. */
  readonly id: string;
}

/** Names of the patterns, in no variant's colour. */
export function MemoryLegend({ entries, swatch, em, id }: MemoryLegendProps) {
  return (
    <g className="memory-stack__legend">
      <MemoryFills id={id} />
      {entries.map(({ part, x, y }) => (
        <g key={part} transform={`translate(${x},${y})`}>
          <rect
            className={`memory-stack__segment memory-stack__segment--${part === 'too much' ? 'over' : part}`}
            {...{ x: 0.5, y: 0.5, width: swatch, height: em }}
            fill={memoryFill(part, id)}
          />
          <text x={swatch + 0.4 * em} y={0.95 * em}>
            {PART_NAMES[part]}
          </text>
        </g>
      ))}
    </g>
  );
}
