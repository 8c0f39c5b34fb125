import { type Ref, useId, useMemo, useState } from 'react';
import { formatBothBytes } from '../../../attention/numbers/byteUnits.ts';
import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { lengthAfterKey } from '../../cache/lengths.ts';
import { textWidth } from '../../labels.ts';
import { PlotAxes } from '../../plot/PlotAxes.tsx';
import { PlotCursor } from '../../plot/PlotCursor.tsx';
import { PlotReading } from '../../plot/PlotReading.tsx';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import { Hatch } from '../shared/Hatch.tsx';
import { CursorMarks, LineLabel, LineMark } from './ContextMarks.tsx';
import '../shared/cost-charts.css';
import './context-chart.css';
import { type ContextInput, contextLayout } from './layout.ts';
import { crossingsSentence } from './words.ts';

export interface ContextChartProps extends ContextInput {
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * Memory of one GPU against tokens, with what may be used as a ceiling, and the tokens at which each line meets it. Pointing,
 * or the arrow keys, move a length at which all lines are read; otherwise it is that of the sequences asked for.
 */
export function ContextChart({ svgRef, ...input }: ContextChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const { lines, ceiling, contextTokens } = input;
  const tokens = pointed ?? contextTokens;
  const figures = lines.map((line) => {
    const bytes = line.bytesAt(tokens);
    const isOver = ceiling !== null && bytes > ceiling;
    return { line, value: `${formatBothBytes(bytes)}${isOver ? ', too much' : ''}` };
  });
  const reading = figures.map(({ line, value }) => `${line.name} ${value}`).join('; ');
  return (
    <div className="plot cost-chart context-chart">
      <PlotReading
        at={formatCountOf(tokens, 'token')}
        figures={figures.map(({ line: { name, accent }, value }) => ({
          ...{ key: name, name, value },
          mechanism: accent === 'published' ? undefined : accent,
        }))}
      />
      <div ref={box} translate="no" className="plot__box context-chart__box">
        {size && <Plot {...{ input, svgRef, size, tokens, reading, pointed, setPointed }} />}
      </div>
      <p className="context-chart__crossings">{crossingsSentence(lines, ceiling)}</p>
    </div>
  );
}

interface PlotProps extends Pick<ContextChartProps, 'svgRef'> {
  readonly input: ContextInput;
  readonly size: Size;
  readonly tokens: number;
  /** All lines at `tokens`, in words. */
  readonly reading: string;
  /** The length pointed at; null while that of `input` is read. */
  readonly pointed: number | null;
  readonly setPointed: (tokens: number | null) => void;
}

function Plot({ input, svgRef, size, tokens, reading, pointed, setPointed }: PlotProps) {
  const { lines, ceiling, longest, contextTokens, axes } = input;
  const id = useId();
  // Pointing must not compute all lines again.
  const layout = useMemo(
    () => contextLayout({ lines, ceiling, longest, contextTokens, axes }, size),
    [lines, ceiling, longest, contextTokens, axes, size],
  );
  const em = size.fontSize;
  const { left, right, top, bottom, ceilingY } = layout;
  const own = `asked for: ${formatCount(contextTokens)}`;
  const ownX = Math.max(left, layout.x(contextTokens));
  const isOwnLeft = ownX + 0.5 * em + textWidth(own, em) > right;
  return (
    <>
      <PlotSvg
        svgRef={svgRef}
        size={size}
        title={`Memory of one GPU against tokens of a sequence. ${crossingsSentence(lines, ceiling)} At ${formatCountOf(tokens, 'token')}: ${reading}`}
      >
        <PlotAxes frame={layout} size={size} xName="tokens of each sequence" yName="weights, overhead and KV cache" />
        {ceiling !== null && ceilingY !== null && (
          <>
            <Hatch id={id} />
            <rect x={left} width={right - left} y={top} height={ceilingY - top} fill={`url(#${id})`} />
            <line className="context-chart__ceiling" x1={left} x2={right} y1={ceilingY} y2={ceilingY} />
          </>
        )}
        <g className="context-chart__own">
          <CursorMarks lines={lines} tokens={contextTokens} layout={layout} em={em} />
        </g>
        {layout.lines.map((placed) => (
          <LineMark key={placed.line.name} placed={placed} em={em} />
        ))}
        {layout.lines.map((placed) => (
          <LineLabel key={placed.line.name} placed={placed} ceilingY={ceilingY} em={em} />
        ))}
        {ceiling !== null && ceilingY !== null && (
          <text className="plot__halo context-chart__ceiling-label" x={left + 0.4 * em} y={layout.ceilingLabelY}>
            {`too much: above ${formatBothBytes(ceiling)}`}
          </text>
        )}
        <text
          className="plot__halo context-chart__own-label"
          x={ownX + (isOwnLeft ? -0.5 : 0.5) * em}
          y={bottom - 0.7 * em}
          textAnchor={isOwnLeft ? 'end' : 'start'}
        >
          {own}
        </text>
        {pointed !== null && (
          <g className="context-chart__cursor" data-save="omit">
            <CursorMarks lines={lines} tokens={pointed} layout={layout} em={em} />
          </g>
        )}
      </PlotSvg>
      <PlotCursor
        label="Tokens to read"
        least={1}
        most={layout.longest}
        value={tokens}
        sentence={`${formatCountOf(tokens, 'token')}: ${reading}`}
        pointed={pointed}
        valueAt={layout.tokensAt}
        valueAfter={(key) => lengthAfterKey(key, tokens, layout.longest, axes)}
        onPoint={setPointed}
      />
    </>
  );
}
