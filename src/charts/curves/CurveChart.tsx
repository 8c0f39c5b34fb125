import { type Ref, useMemo, useState } from 'react';
import { formatCount } from '../../attention/format.ts';
import { accent } from '../palette.ts';
import { type Size, useSize } from '../useSize.ts';
import { CurveAxes } from './CurveAxes.tsx';
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
    <div className="curve-chart">
      <p className="curve-chart__reading">
        <span className="curve-chart__step">{done === 0 ? 'no step yet' : `step ${formatCount(step)}`}</span>
        {lines.map((line, index) => (
          <span key={line.mechanism} style={{ color: accent(line.mechanism) }}>
            <b>{line.name}</b> {valueText(smoothed[index]?.[step - 1], scale)}
          </span>
        ))}
      </p>
      <div ref={box} className="curve-chart__plot">
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
      <svg ref={svgRef} role="img" width={size.width} height={size.height} viewBox={`0 0 ${size.width} ${size.height}`}>
        <title>{`${scale.name} against steps; ${sentence}`}</title>
        <CurveAxes layout={layout} scale={scale} axis={axis} size={size} />
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
      </svg>
      <div
        className="curve-chart__cursor"
        role="slider"
        tabIndex={0}
        aria-label={`Step to read, ${scale.name}`}
        aria-valuemin={Math.min(1, done)}
        aria-valuemax={done}
        aria-valuenow={step}
        aria-valuetext={sentence}
        onPointerMove={(event) => {
          const from = event.currentTarget.getBoundingClientRect().left;
          setPointed(layout.stepAt(event.clientX - from));
        }}
        onPointerLeave={() => setPointed(null)}
        onBlur={() => setPointed(null)}
        onKeyDown={(event) => {
          const next = event.key === 'Escape' ? null : stepAfterKey(event.key, step, Math.max(1, done), axis);
          if (next === undefined || (next === null && pointed === null)) return;
          event.preventDefault();
          event.stopPropagation();
          setPointed(next);
        }}
      />
    </>
  );
}

function valueText(value: number | undefined, { format }: CurveScale): string {
  return value === undefined || Number.isNaN(value) ? '–' : format(value);
}
