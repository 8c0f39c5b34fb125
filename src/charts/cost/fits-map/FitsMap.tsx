import { type Ref, useMemo, useState } from 'react';
import { formatCount, formatCountOf } from '../../../attention/numbers/format.ts';
import { lengthAfterKey } from '../../cache/lengths.ts';
import { textWidth } from '../../labels.ts';
import { PlotAxes } from '../../plot/PlotAxes.tsx';
import { PlotCursor } from '../../plot/PlotCursor.tsx';
import { PlotReading } from '../../plot/PlotReading.tsx';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import { costColor } from '../shared/accents.ts';
import '../shared/cost-charts.css';
import './fits-map.css';
import { countAt, type FitsLine } from './frontier.ts';
import { type FitsInput, type FitsLayout, fitsLayout } from './layout.ts';
import { askedSentence, sequencesText } from './words.ts';

export interface FitsMapProps extends FitsInput {
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * Maps what fits, over context and batch: left of and below a variant's frontier its sequences fit. Pointing, or the arrow keys, move a
 * context at which all frontiers are read; otherwise it is the one asked for.
 */
export function FitsMap({ svgRef, ...input }: FitsMapProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const tokens = pointed ?? input.contextTokens;
  const figures = input.lines.map((line) => ({ line, value: sequencesText(line.sequencesAt(tokens)) }));
  const reading = figures.map(({ line, value }) => `${line.name} ${value}`).join('; ');
  return (
    <div className="plot cost-chart fits-map">
      <PlotReading
        at={`of ${formatCountOf(tokens, 'token')}`}
        figures={figures.map(({ line: { name, accent }, value }) => ({
          ...{ key: name, name, value },
          mechanism: accent === 'published' ? undefined : accent,
        }))}
      />
      <div ref={box} translate="no" className="plot__box fits-map__box">
        {size && <Plot {...{ input, svgRef, size, tokens, reading, pointed, setPointed }} />}
      </div>
    </div>
  );
}

interface PlotProps extends Pick<FitsMapProps, 'svgRef'> {
  readonly input: FitsInput;
  readonly size: Size;
  readonly tokens: number;
  /** All frontiers at `tokens`, in words. */
  readonly reading: string;
  /** The context pointed at; null while that of `input` is read. */
  readonly pointed: number | null;
  readonly setPointed: (tokens: number | null) => void;
}

function Plot({ input, svgRef, size, tokens, reading, pointed, setPointed }: PlotProps) {
  const { lines, longest: inView, contextTokens, sequences } = input;
  // Pointing must not compute all frontiers again.
  const layout = useMemo(
    () => fitsLayout({ lines, longest: inView, contextTokens, sequences }, size),
    [lines, inView, contextTokens, sequences, size],
  );
  const { frontiers, shortest, longest } = layout;
  const em = size.fontSize;
  const title = `Sequences that fit against their context. ${askedSentence(input)} Of ${formatCountOf(tokens, 'token')}: ${reading}`;
  return (
    <>
      <PlotSvg svgRef={svgRef} size={size} title={title}>
        {frontiers.map(({ line, region }) => (
          <path key={line.name} className="fits-map__region" d={region} fill={costColor(line.accent)} />
        ))}
        <PlotAxes frame={layout} size={size} xName="context (tokens of each sequence)" yName="sequences at once" />
        {frontiers.map(({ line, path, label, labelX, labelY }) => (
          <g key={line.name} style={{ color: costColor(line.accent) }}>
            <path className={`fits-map__frontier plot__dash--${line.accent}`} d={path} strokeWidth={0.22 * em} />
            <text className="plot__halo cost-charts__label" x={labelX} y={labelY}>
              {label}
            </text>
          </g>
        ))}
        <AskedMark input={input} layout={layout} em={em} />
        {pointed !== null && <Cursor lines={input.lines} tokens={pointed} layout={layout} em={em} />}
      </PlotSvg>
      <PlotCursor
        label="Context to read"
        least={shortest}
        most={longest}
        value={tokens}
        sentence={`Of ${formatCountOf(tokens, 'token')}: ${reading}`}
        pointed={pointed}
        valueAt={layout.tokensAt}
        valueAfter={(key) => {
          const next = lengthAfterKey(key, tokens, longest, 'log');
          return next && Math.max(shortest, next);
        }}
        onPoint={setPointed}
      />
    </>
  );
}

interface AskedMarkProps {
  readonly input: FitsInput;
  readonly layout: FitsLayout;
  readonly em: number;
}

/** The batch and the context that are asked for. */
function AskedMark({ input: { contextTokens, sequences }, layout, em }: AskedMarkProps) {
  const { x, y, left, right } = layout;
  const [cx, cy] = [x(contextTokens), y(sequences)];
  const label = `asked for: ${formatCount(sequences)} × ${formatCount(contextTokens)}`;
  const room = textWidth(label, em);
  const fitsRight = cx + 0.8 * em + room <= right;
  const labelX = fitsRight ? cx + 0.8 * em : Math.max(left + 0.3 * em, cx - 0.8 * em - room);
  return (
    <g className="fits-map__asked">
      <path d={`M${cx - 0.5 * em} ${cy}h${em}M${cx} ${cy - 0.5 * em}v${em}`} />
      <circle cx={cx} cy={cy} r={0.5 * em} />
      <text className="plot__halo" x={labelX} y={cy - 0.9 * em}>
        {label}
      </text>
    </g>
  );
}

interface CursorProps {
  readonly lines: readonly FitsLine[];
  readonly tokens: number;
  readonly layout: FitsLayout;
  readonly em: number;
}

/** The context that is being read, on every frontier; it is no part of a saved picture. */
function Cursor({ lines, tokens, layout, em }: CursorProps) {
  const { x, y, top, bottom } = layout;
  return (
    <g className="fits-map__cursor" data-save="omit">
      <line x1={x(tokens)} x2={x(tokens)} y1={top} y2={bottom} />
      {lines.map((line) => (
        <circle key={line.name} cx={x(tokens)} cy={y(countAt(line, tokens))} r={0.25 * em} />
      ))}
    </g>
  );
}
