import { type Ref, useState } from 'react';
import { formatBytes, formatCountOf } from '../../attention/format.ts';
import { type Size, useSize } from '../useSize.ts';
import { CacheAxesMarks } from './CacheAxesMarks.tsx';
import { CacheFormulas } from './CacheFormulas.tsx';
import { CacheReading } from './CacheReading.tsx';
import { CursorMarks, PresentMarks } from './LengthMarks.tsx';
import { LineMarks } from './LineMarks.tsx';
import { cacheLayout } from './layout.ts';
import { type CacheAxes, lengthAfterKey } from './lengths.ts';
import { byBytes, type CacheLine, type CacheSetup, cacheLines } from './lines.ts';
import './cache-chart.css';

interface CacheChartProps extends CacheSetup {
  /** Length of the present text; 0 marks none. */
  readonly tokens: number;
  readonly axes: CacheAxes;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * Bytes of KV cache against sequence length. Pointing, or the arrow keys, move a length at which all lines are read;
 * otherwise the present text's is.
 */
export function CacheChart({ tokens, axes, svgRef, ...setup }: CacheChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const lines = cacheLines(setup);
  const length = pointed ?? Math.max(1, tokens);
  return (
    <div className="cache-chart">
      <CacheReading lines={byBytes(lines)} length={length} />
      <div ref={box} className="cache-chart__plot">
        {size && <Plot {...{ lines, tokens, axes, svgRef, size, length, pointed, setPointed }} />}
      </div>
      <CacheFormulas setup={setup} tokens={length} />
    </div>
  );
}

interface PlotProps extends Pick<CacheChartProps, 'tokens' | 'axes' | 'svgRef'> {
  readonly lines: readonly CacheLine[];
  readonly size: Size;
  readonly length: number;
  /** The length pointed at; `null` while the present one is read. */
  readonly pointed: number | null;
  readonly setPointed: (length: number | null) => void;
}

function Plot({ lines, tokens, axes, svgRef, size, length, pointed, setPointed }: PlotProps) {
  const layout = cacheLayout(lines, tokens, axes, size);
  const reading = lines.map((line) => `${line.name} ${formatBytes(line.bytesAt(length))}`).join(', ');
  return (
    <>
      <svg ref={svgRef} role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
        <title>{`KV cache against sequence length; ${formatCountOf(length, 'token')}: ${reading}`}</title>
        <CacheAxesMarks layout={layout} size={size} />
        <LineMarks lines={lines} layout={layout} fontSize={size.fontSize} />
        {tokens > 0 && <PresentMarks lines={lines} tokens={tokens} layout={layout} fontSize={size.fontSize} />}
        {pointed !== null && <CursorMarks lines={lines} tokens={pointed} layout={layout} fontSize={size.fontSize} />}
      </svg>
      <div
        className="cache-chart__cursor"
        role="slider"
        tabIndex={0}
        aria-label="Length to read"
        aria-valuemin={1}
        aria-valuemax={layout.longest}
        aria-valuenow={length}
        aria-valuetext={`${formatCountOf(length, 'token')}: ${reading}`}
        onPointerMove={(event) =>
          setPointed(layout.tokensAt(event.clientX - event.currentTarget.getBoundingClientRect().left))
        }
        onPointerLeave={() => setPointed(null)}
        onBlur={() => setPointed(null)}
        onKeyDown={(event) => {
          const next = event.key === 'Escape' ? null : lengthAfterKey(event.key, length, layout.longest, axes);
          if (next === undefined || (next === null && pointed === null)) return;
          // The key was for this chart: it must not also move a slider of Present, or leave it.
          event.preventDefault();
          event.stopPropagation();
          setPointed(next);
        }}
      />
    </>
  );
}
