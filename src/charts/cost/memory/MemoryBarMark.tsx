import { costColor } from '../shared/accents.ts';
import '../shared/cost-charts.css';
import type { BarLayout } from './layout.ts';
import { MemoryFills, memoryFill } from './MemoryFills.tsx';

interface MemoryBarMarkProps {
  readonly placed: BarLayout;
  /** Unique on the page. */
  readonly id: string;
  readonly em: number;
  /** That of the picture, in px. */
  readonly width: number;
}

/** One variant's bar under its title. A mark stands at its total; a bar that goes on beyond the picture is torn off. */
export function MemoryBarMark({ placed, id, em, width }: MemoryBarMarkProps) {
  const { bar, titles, top, height, segments, end, isCut } = placed;
  const [tooth, step] = [0.6 * em, height / 4];
  const tear = `M${width} ${top - 2}v2l${-tooth} ${step}l${tooth} ${step}l${-tooth} ${step}l${tooth} ${step}v2`;
  return (
    <g style={{ color: costColor(bar.accent) }}>
      <MemoryFills id={id} />
      {titles.map(({ text, y }, index) => (
        <text key={text} className={`plot__halo${index === 0 ? ' memory-stack__title' : ''}`} x={0} y={y}>
          {text}
        </text>
      ))}
      {segments.map(({ part, x, width: length, label }) => (
        <g key={part}>
          <rect
            className={`memory-stack__segment memory-stack__segment--${part === 'too much' ? 'over' : part}`}
            {...{ x, y: top, width: length, height }}
            fill={memoryFill(part, id)}
          />
          <text className="plot__halo memory-stack__part" data-part={part} x={x + length / 2} y={top + height / 2}>
            {label}
          </text>
        </g>
      ))}
      {isCut ? (
        <path className="memory-stack__tear" d={tear} />
      ) : (
        <path className="memory-stack__total" d={`M${end} ${top - 0.25 * em}v${height + 0.5 * em}`} />
      )}
    </g>
  );
}
