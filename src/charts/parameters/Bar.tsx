import { accent } from '../color/palette.ts';
import { Fills, fillOf } from './Fills.tsx';
import type { BarLayout } from './layout.ts';
import { titleOf } from './stack.ts';

interface BarProps {
  /** Unique on the page. */
  readonly id: string;
  readonly bar: BarLayout;
  /** Whether the formula ends the title's line, rather than stand under the bar. */
  readonly wide: boolean;
  /** Of the picture, in px. */
  readonly width: number;
}

/** One mechanism's bar with its count, its reduction and its formula. */
export function Bar({ id, bar, wide, width }: BarProps) {
  const [name, ...figures] = titleOf(bar);
  return (
    <g style={{ color: accent(bar.mechanism) }}>
      <Fills id={id} />
      <text y={bar.titleBaseline} className="parameter-bars__title">
        <tspan className="parameter-bars__name">{name}</tspan>
        {figures.map((figure) => (
          <tspan key={figure} dx="0.6em">
            {figure}
          </tspan>
        ))}
      </text>
      {bar.marks.map((mark) => (
        <g key={mark.part}>
          <rect
            className="parameter-bars__segment"
            x={mark.x}
            y={bar.top}
            width={mark.width}
            height={bar.height}
            fill={fillOf(mark.part, id)}
          />
          <text
            className="plot__halo parameter-bars__part"
            data-part={mark.part}
            x={mark.x + mark.width / 2}
            y={bar.top + bar.height / 2}
          >
            {mark.label}
          </text>
        </g>
      ))}
      <text
        className="parameter-bars__formula"
        x={wide ? width : 0}
        y={bar.formulaBaseline}
        textAnchor={wide ? 'end' : 'start'}
      >
        {bar.formula}
      </text>
    </g>
  );
}
