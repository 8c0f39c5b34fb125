import { type Ref, useId } from 'react';
import type { AttentionShape, BiasChoice } from '../../attention/types.ts';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { type Size, useSize } from '../useSize.ts';
import { Bar } from './Bar.tsx';
import { Legend } from './Legend.tsx';
import { barsHeightEm, barsLayout } from './layout.ts';
import { type ParameterBar, parameterBars, titleOf } from './stack.ts';
import './parameter-bars.css';

interface ParameterBarsProps {
  /** `numKvHeads` is GQA's. */
  readonly shape: AttentionShape;
  readonly bias: BiasChoice;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/** Parameters of one attention layer as MHA, GQA and MQA: stacked bars on one scale, counts, reductions, formulas. */
export function ParameterBars({ shape, bias, svgRef }: ParameterBarsProps) {
  const [box, size] = useSize();
  const bars = parameterBars(shape, bias);
  return (
    <div
      ref={box}
      translate="no"
      className="plot plot__box parameter-bars"
      style={{ height: `${barsHeightEm(size ? size.width / size.fontSize : 0)}em` }}
    >
      {size && (
        <PlotSvg
          svgRef={svgRef}
          size={size}
          title={`Parameters: ${bars.map((bar) => titleOf(bar).join(' ')).join('; ')}`}
        >
          <Bars bars={bars} bias={bias} size={size} />
        </PlotSvg>
      )}
    </div>
  );
}

interface BarsProps {
  readonly bars: readonly ParameterBar[];
  readonly bias: BiasChoice;
  readonly size: Size;
}

function Bars({ bars, bias, size }: BarsProps) {
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
