import { line as polyline } from 'd3';
import { type Ref, useState } from 'react';
import { PlotAxes } from '../../plot/PlotAxes.tsx';
import { PlotCursor } from '../../plot/PlotCursor.tsx';
import { PlotReading } from '../../plot/PlotReading.tsx';
import { PlotSvg } from '../../plot/PlotSvg.tsx';
import { type Size, useSize } from '../../useSize.ts';
import { intensityAfterKey } from './keys.ts';
import { rooflineHeightEm, rooflineLayout } from './layout.ts';
import { PointMark } from './PointMark.tsx';
import {
  attainable,
  intensityText,
  pointSentence,
  type Roof,
  type RooflinePoint,
  rateText,
  ridgeOf,
} from './points.ts';
import '../shared/cost-charts.css';
import './roofline-chart.css';

export interface RooflineChartProps {
  /** That of one GPU, or of all that share the model. */
  readonly roof: Roof;
  readonly points: readonly RooflinePoint[];
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

/**
 * The roofline: FLOP a second at best against FLOP a byte, on logarithmic axes, with the steps of each variant on it. Pointing, or the
 * arrow keys, move an intensity at which the roof is read; otherwise it is the ridge.
 */
export function RooflineChart({ roof, points, svgRef }: RooflineChartProps) {
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const intensity = pointed ?? ridgeOf(roof);
  const bound = intensity >= ridgeOf(roof) ? 'compute' : 'memory';
  const figures = [
    { key: 'rate', name: 'at most', value: rateText(attainable(roof, intensity)) },
    { key: 'bound', name: 'bound by', value: pointed === null ? 'memory up to here' : bound },
  ];
  const at = `${intensityText(intensity)} FLOP/B${pointed === null ? ' (ridge)' : ''}`;
  const reading = `${at}: ${figures.map(({ name, value }) => `${name} ${value}`).join(', ')}`;
  const heightEm = rooflineHeightEm(points.length, size ? size.width / size.fontSize : 0);
  return (
    <div className="plot cost-chart roofline-chart">
      <PlotReading at={at} figures={figures} />
      <div ref={box} translate="no" className="plot__box" style={{ height: `${heightEm}em` }}>
        {size && (
          <Plot
            {...{ roof, points, svgRef, intensity, reading, pointed, setPointed }}
            size={{ ...size, height: heightEm * size.fontSize }}
          />
        )}
      </div>
    </div>
  );
}

interface PlotProps extends RooflineChartProps {
  readonly size: Size;
  readonly intensity: number;
  /** The roof there, in words. */
  readonly reading: string;
  /** The intensity pointed at; null while the ridge is read. */
  readonly pointed: number | null;
  readonly setPointed: (intensity: number | null) => void;
}

function Plot({ roof, points, svgRef, size, intensity, reading, pointed, setPointed }: PlotProps) {
  const layout = rooflineLayout(points, roof, size);
  const { left, right, bottom, least, most, ridgeX, peakY, axisBottom } = layout;
  const em = size.fontSize;
  const sentences = points.map((point) => pointSentence(point, roof)).join('; ');
  const readX = layout.x(intensity);
  return (
    <>
      <PlotSvg
        svgRef={svgRef}
        size={size}
        title={`Roofline: at most ${rateText(roof.peakFlops)}, ridge at ${intensityText(ridgeOf(roof))} FLOP/B. ${sentences}`}
      >
        <PlotAxes
          frame={layout}
          size={{ ...size, height: axisBottom }}
          xName="arithmetic intensity (FLOP a byte)"
          yName="FLOP a second, at best"
        />
        <line className="roofline-chart__ridge" x1={ridgeX} x2={ridgeX} y1={peakY} y2={bottom} />
        <path
          className="roofline-chart__roof"
          d={polyline()(layout.roof.map(([x, y]) => [x, y])) ?? ''}
          strokeWidth={0.2 * em}
        />
        <text className="roofline-chart__peak" x={right} y={peakY - 0.9 * em}>
          {`${rateText(roof.peakFlops)}, ridge ${intensityText(ridgeOf(roof))}`}
        </text>
        {layout.points.map((placed) => (
          <PointMark
            key={`${placed.point.phase} ${placed.point.accent} ${placed.point.name}`}
            placed={placed}
            layout={layout}
            em={em}
          />
        ))}
        {pointed !== null && (
          <g className="roofline-chart__cursor" data-save="omit">
            <line x1={readX} x2={readX} y1={layout.top} y2={bottom} />
            <circle cx={readX} cy={layout.y(attainable(roof, intensity))} r={0.25 * em} />
          </g>
        )}
      </PlotSvg>
      <PlotCursor
        label="Arithmetic intensity to read"
        least={least}
        most={most}
        value={intensity}
        sentence={reading}
        pointed={pointed}
        valueAt={(px) => layout.intensityAt(Math.max(left, px))}
        valueAfter={(key) => intensityAfterKey(key, intensity, least, most)}
        onPoint={setPointed}
      />
    </>
  );
}
