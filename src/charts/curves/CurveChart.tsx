import { type Ref, useMemo, useState } from 'react';
import { formatCount } from '../../attention/numbers/format.ts';
import { PlotAxes } from '../plot/PlotAxes.tsx';
import { PlotCursor } from '../plot/PlotCursor.tsx';
import { PlotReading } from '../plot/PlotReading.tsx';
import { PlotSvg } from '../plot/PlotSvg.tsx';
import { type Size, useSize } from '../useSize.ts';
import { ChanceMark } from './ChanceMark.tsx';
import { CurveMarks, PreviousMarks } from './CurveMarks.tsx';
import './curve-chart.css';
import type { CurveLine, CurveScale, StepAxis } from './curveLine.ts';
import { curveLayout } from './layout.ts';
import { smooth } from './smooth.ts';
import { stepAfterKey } from './stepKeys.ts';

interface CurveChartProps {
  readonly lines: readonly CurveLine[];
  /** Those of an earlier training; faint, behind. */
  readonly previous: readonly CurveLine[];
  readonly scale: CurveScale;
  /** Steps that there will be: the end of the axis. */
  readonly steps: number;
  readonly axis: StepAxis;
  readonly svgRef?: Ref<SVGSVGElement> | undefined;
}

interface PlotProps extends CurveChartProps {
  readonly smoothed: readonly Float32Array[];
  readonly size: Size;
  /** The step that is read. */
  readonly step: number;
  readonly pointed: number | null;
  readonly setPointed: (step: number | null) => void;
}

/**
 * Values against steps, drawn as they come. Pointing, or the arrow keys, move a step at which all lines are read; otherwise
 * the last one is.
 */
export function CurveChart(props: CurveChartProps) {
  const { lines, steps, scale } = props;
  const [box, size] = useSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const smoothed = useMemo(() => lines.map((line) => smooth(line.values, line.steps, steps)), [lines, steps]);
  const done = lines[0]?.steps ?? 0;
  const step = Math.min(pointed ?? done, done);
  return (
    <div className="plot curve-chart">
      <PlotReading
        at={done === 0 ? 'no step yet' : `step ${formatCount(step)}`}
        figures={lines.map(({ mechanism, name }, index) => ({
          ...{ key: mechanism, mechanism, name },
          value: valueText(smoothed[index]?.[step - 1], scale),
        }))}
      />
      <div ref={box} translate="no" className="plot__box curve-chart__box">
        {size && <Plot {...props} {...{ smoothed, size, step, pointed, setPointed }} />}
      </div>
    </div>
  );
}

function Plot(props: PlotProps) {
  const { lines, previous, smoothed, scale, steps, axis, svgRef, size, step, pointed, setPointed } = props;
  const layout = useMemo(
    () => curveLayout(lines, smoothed, scale, { steps, axis }, size),
    [lines, smoothed, scale, steps, axis, size],
  );
  const before = useMemo(() => previous.map((line) => smooth(line.values, line.steps, steps)), [previous, steps]);
  const done = lines[0]?.steps ?? 0;
  const reading = lines
    .map((line, index) => `${line.name} ${valueText(smoothed[index]?.[step - 1], scale)}`)
    .join(', ');
  const sentence = done === 0 ? 'no step yet' : `step ${formatCount(step)}: ${reading}`;
  return (
    <>
      <PlotSvg svgRef={svgRef} size={size} title={`${scale.name} against steps; ${sentence}`}>
        <PlotAxes
          frame={layout}
          size={size}
          xName={axis === 'log' ? 'steps (logarithmic)' : 'steps'}
          yName={scale.name}
        />
        <ChanceMark chance={scale.chance} layout={layout} fontSize={size.fontSize} />
        <PreviousMarks lines={previous} smoothed={before} layout={layout} />
        <CurveMarks lines={lines} smoothed={smoothed} layout={layout} fontSize={size.fontSize} />
        {pointed !== null && done > 0 && (
          <line
            className="curve-chart__cursor-line"
            x1={layout.x(step)}
            x2={layout.x(step)}
            y1={layout.top}
            y2={layout.bottom}
          />
        )}
      </PlotSvg>
      <PlotCursor
        label={`Step to read, ${scale.name}`}
        least={Math.min(1, done)}
        most={done}
        value={step}
        sentence={sentence}
        pointed={pointed}
        valueAt={layout.stepAt}
        valueAfter={(key) => stepAfterKey(key, step, Math.max(1, done), axis)}
        onPoint={setPointed}
      />
    </>
  );
}

function valueText(value: number | undefined, { format }: CurveScale): string {
  return value === undefined || Number.isNaN(value) ? '–' : format(value);
}
