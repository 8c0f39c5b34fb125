import { type Ref, useState } from 'react';
import { formatBytes, formatCountOf } from '../../attention/numbers/format.ts';
import { PlotAxes } from '../plot/PlotAxes.tsx';
import { PlotCursor } from '../plot/PlotCursor.tsx';
import { PlotReading } from '../plot/PlotReading.tsx';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { type Size, useSize } from '../useSize.ts';
import { CacheFormulas } from './CacheFormulas.tsx';
import { CursorMarks, PresentMarks } from './LengthMarks.tsx';
import { LineMarks } from './LineMarks.tsx';
import { BYTE_AXIS_NAME, cacheLayout, endLabel } from './layout.ts';
import { type CacheAxes, lengthAfterKey } from './lengths.ts';
import { byBytes, type CacheLine, type CacheSetup, cacheLines, mostBytesAt } from './lines.ts';
import { MeasuredMarks } from './MeasuredMarks.tsx';
import { lengthNear, type MeasuredBytes, measuredSentence, stopsAtMeasured } from './measured.ts';
import './cache-chart.css';

interface CacheChartProps extends CacheSetup {
  /** Length of the present text; 0 marks none. */
  readonly tokens: number;
  readonly axes: CacheAxes;
  /** Caches that were allocated with these settings. */
  readonly measured?: readonly MeasuredBytes[];
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

const NOTHING_MEASURED: readonly MeasuredBytes[] = [];

/**
 * Bytes of KV cache against sequence length. Pointing, or the arrow keys, move a length at which all lines are read;
 * otherwise the present text's is.
 */
export function CacheChart({ tokens, axes, measured = NOTHING_MEASURED, svgRef, ...setup }: CacheChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = cacheLines(setup);
  const length = pointed ?? Math.max(1, tokens);
  return (
    <div className="plot cache-chart">
      <PlotReading
        at={formatCountOf(length, 'token')}
        figures={byBytes(lines).map((line) => ({
          key: line.name,
          mechanism: line.mechanism,
          name: line.mechanism ? line.name : endLabel(line),
          value: formatBytes(line.bytesAt(length), mostBytesAt(lines, length)),
        }))}
      />
      <div ref={box} translate="no" className="plot__box cache-chart__box">
        {size && <Plot {...{ lines, tokens, axes, measured, svgRef, size, length, pointed, setPointed }} />}
      </div>
      {measured.length > 0 && <p className="cache-chart__measured">{measuredSentence(lines, measured, length)}</p>}
      <CacheFormulas setup={setup} tokens={length} />
    </div>
  );
}

interface PlotProps extends Pick<CacheChartProps, 'tokens' | 'axes' | 'svgRef'> {
  readonly measured: readonly MeasuredBytes[];
  readonly lines: readonly CacheLine[];
  readonly size: Size;
  readonly length: number;
  /** The length pointed at; `null` while the present one is read. */
  readonly pointed: number | null;
  readonly setPointed: (length: number | null) => void;
}

function Plot({ lines, tokens, axes, measured, svgRef, size, length, pointed, setPointed }: PlotProps) {
  const layout = cacheLayout(lines, tokens, axes, size, measured);
  const most = mostBytesAt(lines, length);
  const reading = lines.map((line) => `${line.name} ${formatBytes(line.bytesAt(length), most)}`).join(', ');
  const known = measured.some((cache) => cache.tokens === length)
    ? `. ${measuredSentence(lines, measured, length)}`
    : '';
  return (
    <>
      <PlotSvg
        svgRef={svgRef}
        size={size}
        title={`KV cache against sequence length; ${formatCountOf(length, 'token')}: ${reading}`}
      >
        <PlotAxes frame={layout} size={size} xName="sequence length (tokens)" yName={BYTE_AXIS_NAME} />
        <LineMarks lines={lines} layout={layout} fontSize={size.fontSize} />
        <MeasuredMarks measured={measured} layout={layout} fontSize={size.fontSize} />
        {tokens > 0 && <PresentMarks lines={lines} tokens={tokens} layout={layout} fontSize={size.fontSize} />}
        {pointed !== null && <CursorMarks lines={lines} tokens={pointed} layout={layout} fontSize={size.fontSize} />}
      </PlotSvg>
      <PlotCursor
        label="Length to read"
        least={1}
        most={layout.longest}
        value={length}
        sentence={`${formatCountOf(length, 'token')}: ${reading}${known}`}
        pointed={pointed}
        valueAt={(px) => lengthNear(px, measured, layout, size.fontSize)}
        valueAfter={(key) => stopsAtMeasured(length, lengthAfterKey(key, length, layout.longest, axes), measured)}
        onPoint={setPointed}
      />
    </>
  );
}
