import { type Ref, useId } from 'react';
import { formatCount, formatPercent } from '../../attention/format.ts';
import type { AttentionShape } from '../../attention/types.ts';
import { textWidth } from '../labels.ts';
import { accent } from '../palette.ts';
import { type Size, useSize } from '../useSize.ts';
import { Fills, fillOf } from './Fills.tsx';
import { type BarLayout, barsHeightEm, barsLayout } from './layout.ts';
import { PART_NAMES, PARTS, type ParameterBar, parameterBars } from './stack.ts';
import './parameter-bars.css';

export interface ParameterBarsProps {
  /** `numKvHeads` is GQA's. */
  readonly shape: AttentionShape;
  readonly bias: boolean;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** Parameters of one attention layer as MHA, GQA and MQA: stacked bars on one scale, counts, reductions, formulas. */
export function ParameterBars({ shape, bias, svgRef }: ParameterBarsProps) {
  const [box, size] = useSize();
  const bars = parameterBars(shape, bias);
  return (
    <div
      ref={box}
      className="parameter-bars"
      style={{ height: `${barsHeightEm(size ? size.width / size.fontSize : 0)}em` }}
    >
      {size && (
        <svg ref={svgRef} role="img" width={size.width} height={size.height}>
          <title>{`Parameters: ${bars.map((bar) => titleOf(bar).join(' ')).join('; ')}`}</title>
          <Bars bars={bars} bias={bias} size={size} />
        </svg>
      )}
    </div>
  );
}

function Bars({
  bars,
  bias,
  size,
}: {
  readonly bars: readonly ParameterBar[];
  readonly bias: boolean;
  readonly size: Size;
}) {
  const id = useId();
  const layout = barsLayout(bars, size.width, size.fontSize);
  return (
    <>
      <Legend id={`${id}-legend`} bias={bias} fontSize={size.fontSize} />
      {layout.bars.map((bar) => (
        <Bar key={bar.mechanism} id={`${id}-${bar.mechanism}`} bar={bar} wide={layout.wide} width={size.width} />
      ))}
      <g className="parameter-bars__axis" transform={`translate(0,${layout.axisY})`}>
        <line x2={size.width} />
        {layout.ticks.map((tick) => (
          <g key={tick.label} transform={`translate(${tick.x},0)`}>
            <line y2={4} />
            <text y={1.2 * size.fontSize} textAnchor={tick.anchor}>
              {tick.label}
            </text>
          </g>
        ))}
        <text x={size.width} y={2.4 * size.fontSize} textAnchor="end">
          parameters of one layer
        </text>
      </g>
    </>
  );
}

function Bar({
  id,
  bar,
  wide,
  width,
}: {
  readonly id: string;
  readonly bar: BarLayout;
  readonly wide: boolean;
  readonly width: number;
}) {
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
            className="parameter-bars__part"
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

function Legend({ id, bias, fontSize }: { readonly id: string; readonly bias: boolean; readonly fontSize: number }) {
  const parts = PARTS.filter((part) => bias || part !== 'bias');
  const swatch = 1.6 * fontSize;
  let x = 0;
  return (
    <g className="parameter-bars__legend">
      <Fills id={id} />
      {parts.map((part) => {
        const left = x;
        x += swatch + textWidth(PART_NAMES[part], fontSize) + 1.6 * fontSize;
        return (
          <g key={part} transform={`translate(${left},0)`}>
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
        );
      })}
    </g>
  );
}

/** "GQA", "164,480", "−37.5 %" */
function titleOf({ name, counts, reduction }: ParameterBar): string[] {
  return [name, formatCount(counts.total), ...(reduction > 0 ? [formatPercent(-reduction)] : [])];
}
