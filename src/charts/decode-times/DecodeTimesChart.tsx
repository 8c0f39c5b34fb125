import { type Ref, useState } from 'react';
import { formatCountOf } from '../../attention/numbers/format.ts';
import { PlotAxes } from '../plot/PlotAxes.tsx';
import { PlotCursor } from '../plot/PlotCursor.tsx';
import { PlotReading } from '../plot/PlotReading.tsx';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { type Size, useSize } from '../useSize.ts';
import './decode-times-chart.css';
import { timedAfterKey } from './keys.ts';
import { timesLayout } from './layout.ts';
import { TimesCursor, TimesMark } from './TimesMarks.tsx';
import { TIMES_LINES, type TimedTokens } from './timedSteps.ts';
import { spreadText, timesSentence } from './words.ts';

interface DecodeTimesChartProps {
  /** Ascending in tokens, at least one. */
  readonly lengths: readonly TimedTokens[];
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * Milliseconds of a decode step against the tokens in the cache, with a cache and without, on logarithmic axes. Pointing, or the
 * arrow keys, move a length at which all lines are read; otherwise it is the greatest.
 */
export function DecodeTimesChart({ lengths, svgRef }: DecodeTimesChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const read = lengths.find(({ tokens }) => tokens === pointed) ?? lengths.at(-1);
  if (!read) return null;
  return (
    <div className="plot decode-times">
      <PlotReading
        at={formatCountOf(read.tokens, 'token')}
        figures={TIMES_LINES.map(({ name, mechanism, way }) => ({
          key: name,
          name,
          mechanism,
          value: spreadText(read.steps[mechanism][way]),
        }))}
      />
      <div ref={box} translate="no" className="plot__box decode-times__box">
        {size && <Plot {...{ lengths, svgRef, size, read, pointed, setPointed }} />}
      </div>
    </div>
  );
}

interface PlotProps extends DecodeTimesChartProps {
  readonly size: Size;
  /** The length that is read. */
  readonly read: TimedTokens;
  readonly pointed: number | null;
  readonly setPointed: (tokens: number | null) => void;
}

function Plot({ lengths, svgRef, size, read, pointed, setPointed }: PlotProps) {
  const layout = timesLayout(lengths, size);
  const counts = lengths.map(({ tokens }) => tokens);
  return (
    <>
      <PlotSvg
        svgRef={svgRef}
        size={size}
        title={`Milliseconds of a decode step against tokens in the cache; ${timesSentence(read)}`}
      >
        <PlotAxes
          frame={layout}
          size={size}
          xName="tokens in the cache (logarithmic)"
          yName="ms a step (logarithmic)"
        />
        {pointed !== null && <TimesCursor tokens={read.tokens} layout={layout} />}
        {layout.lines.map((placed) => (
          <TimesMark key={placed.line.name} placed={placed} markX={layout.markX} em={size.fontSize} />
        ))}
      </PlotSvg>
      <PlotCursor
        label="Tokens in the cache to read"
        least={counts[0] ?? 1}
        most={counts.at(-1) ?? 1}
        value={read.tokens}
        sentence={timesSentence(read)}
        pointed={pointed}
        valueAt={layout.tokensAt}
        valueAfter={(key) => timedAfterKey(key, read.tokens, counts)}
        onPoint={setPointed}
      />
    </>
  );
}
