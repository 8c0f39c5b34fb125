import { type Ref, useId } from 'react';
import { formatBothBytes } from '../../../attention/numbers/byteUnits.ts';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { useSize } from '../../useSize.ts';
import { limitLabels, memoryLayout } from './layout.ts';
import { MemoryBarMark } from './MemoryBarMark.tsx';
import { MemoryLegend } from './MemoryLegend.tsx';
import '../shared/cost-charts.css';
import './memory-stack.css';
import { type MemoryBar, stackOf } from './stack.ts';
import { titleOf } from './words.ts';

export interface MemoryStackProps {
  readonly bars: readonly MemoryBar[];
  /** Bytes of one GPU that may be used: its memory times the utilisation. */
  readonly usableBytes: bigint;
  /** All bytes of one GPU; at least `usableBytes`. */
  readonly memoryBytes: bigint;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** Memory of one GPU as a stacked bar for each variant: weights, overhead, cache, and what is free or too much. */
export function MemoryStack({ bars, usableBytes, memoryBytes, svgRef }: MemoryStackProps) {
  const id = useId();
  const [box, size] = useSize();
  const em = size?.fontSize ?? 11;
  const width = size?.width ?? 600;
  const layout = memoryLayout(bars, usableBytes, memoryBytes, width, em);
  const texts = [`may be used: ${formatBothBytes(usableBytes)}`, `all: ${formatBothBytes(memoryBytes)}`] as const;
  const xs = limitLabels(texts, layout, width, em);
  const sentences = bars.map((bar) => titleOf(stackOf(bar, usableBytes)).join(' '));
  const { axisY, barsTop } = layout;
  return (
    <div
      ref={box}
      translate="no"
      className="plot plot__box cost-chart memory-stack"
      style={{ height: `${layout.height / em}em` }}
    >
      {size && (
        <PlotSvg
          svgRef={svgRef}
          size={{ ...size, height: layout.height }}
          title={`Memory of one GPU, ${texts.join(', ')}. ${sentences.join('; ')}`}
        >
          {[layout.limitX, layout.memoryX].map((x, index) => (
            <g key={texts[index]} className={index === 0 ? 'memory-stack__limit' : 'memory-stack__memory'}>
              <line x1={x} x2={x} y1={barsTop} y2={axisY + 1.7 * em} />
              <text x={xs[index]} y={axisY + 2.6 * em + (layout.isNarrow && index === 1 ? 1.2 * em : 0)}>
                {texts[index]}
              </text>
            </g>
          ))}
          <MemoryLegend entries={layout.legend} swatch={layout.swatch} em={em} id={`${id}-legend`} />
          {layout.bars.map((bar) => (
            <MemoryBarMark key={bar.bar.name} placed={bar} em={em} id={`${id}-${bar.bar.accent}`} width={width} />
          ))}
          <g className="memory-stack__axis" transform={`translate(0,${axisY})`}>
            <line x2={width} />
            {layout.ticks.map(({ at, label }, index) => (
              <g key={label} transform={`translate(${at},0)`}>
                <line y2={4} />
                <text className="plot__halo" y={1.2 * em} textAnchor={index === 0 ? 'start' : 'middle'}>
                  {label}
                </text>
              </g>
            ))}
          </g>
        </PlotSvg>
      )}
    </div>
  );
}
