import { type Ref, useId } from 'react';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import {
  type BarLayout,
  hasWideFoot,
  legendOf,
  PART_NAMES,
  type SequenceBar,
  sequenceBarsHeightEm,
  sequenceBarsLayout,
} from './layout.ts';
import './sequence-bars.css';

interface Props {
  readonly bars: readonly SequenceBar[];
  /** Bytes of one GPU. */
  readonly memoryBytes: number;
  /** Bytes of it that are used. */
  readonly usableBytes: number;
  /** Writes bytes for a reader. */
  readonly bytesText: (bytes: number) => string;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** The memory of one GPU a model, to scale: weights, overhead, and as many sequences as there is room for, each its own piece. */
export function SequenceBars(props: Props) {
  const [box, size] = useSize();
  const { bars, svgRef } = props;
  const title = `Sequences in the memory of one GPU: ${bars.map(({ name, countText }) => `${name}: ${countText}`).join('; ')}`;
  return (
    <div
      ref={box}
      translate="no"
      className="plot plot__box sequence-bars"
      style={{ height: `${sequenceBarsHeightEm(bars.length, size ? size.width / size.fontSize : 0)}em` }}
    >
      {size && (
        <PlotSvg svgRef={svgRef} size={size} title={title}>
          <Bars {...props} size={size} />
        </PlotSvg>
      )}
    </div>
  );
}

function Bars({ bars, memoryBytes, usableBytes, bytesText, size }: Props & { readonly size: Size }) {
  const hatch = useId();
  const { width, fontSize: em } = size;
  const { bars: rows, usableX, memoryX, bottom } = sequenceBarsLayout(bars, { memoryBytes, usableBytes }, width, em);
  const memory = `memory of one GPU: ${bytesText(memoryBytes)}`;
  const used = `used, up to the dashed line: ${bytesText(usableBytes)}`;
  const foot = hasWideFoot(width / em) ? [`${used}; ${memory}`] : [used, memory];
  return (
    <>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5" className="sequence-bars__hatch" />
        </pattern>
      </defs>
      <Legend em={em} hatch={hatch} widthEm={width / em} />
      {rows.map((bar) => (
        <g key={bar.name}>
          <Bar bar={bar} hatch={hatch} width={width} />
          <line className="sequence-bars__usable" x1={usableX} x2={usableX} y1={bar.top} y2={bar.top + bar.height} />
          <line className="sequence-bars__memory" x1={memoryX} x2={memoryX} y1={bar.top} y2={bar.top + bar.height} />
        </g>
      ))}
      {foot.map((line, index) => (
        <text key={line} x={memoryX} y={bottom + (1 + 1.4 * index) * em} textAnchor="end">
          {line}
        </text>
      ))}
    </>
  );
}

function Bar({ bar, hatch, width }: { readonly bar: BarLayout; readonly hatch: string; readonly width: number }) {
  const { top, height, baseline, parts, cuts, color, name, countText } = bar;
  return (
    <g style={{ color }}>
      <text y={baseline} className="sequence-bars__title">
        <tspan className="sequence-bars__name">{name}</tspan>
      </text>
      <text x={width} y={baseline} textAnchor="end" className="sequence-bars__title">
        {countText}
      </text>
      {parts.map(({ part, x, width: partWidth }) => (
        <rect
          key={part}
          className={`sequence-bars__part sequence-bars__part--${part}`}
          x={x}
          y={top}
          width={partWidth}
          height={height}
          fill={part === 'weights' ? `url(#${hatch})` : undefined}
        />
      ))}
      <path className="sequence-bars__cuts" d={cuts.map((x) => `M${x} ${top}v${height}`).join('')} />
    </g>
  );
}

interface LegendProps {
  readonly em: number;
  readonly hatch: string;
  readonly widthEm: number;
}

function Legend({ em, hatch, widthEm }: LegendProps) {
  return (
    <g>
      {legendOf(widthEm).map(({ part, x, line }) => (
        <g key={part} transform={`translate(${x * em},${1.5 * line * em})`}>
          <rect
            className={`sequence-bars__part sequence-bars__part--${part} sequence-bars__part--legend`}
            y={1}
            width={1.4 * em}
            height={0.9 * em}
            fill={part === 'weights' ? `url(#${hatch})` : undefined}
          />
          <text x={1.8 * em} y={0.9 * em}>
            {PART_NAMES[part]}
          </text>
        </g>
      ))}
    </g>
  );
}
