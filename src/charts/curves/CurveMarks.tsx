import { line as polyline } from 'd3';
import { accent } from '../color/palette.ts';
import type { CurveLine } from './curveLine.ts';
import { type CurveLayout, endNames } from './layout.ts';
import { type StepValue, thin } from './thin.ts';

interface CurveMarksProps {
  readonly lines: readonly CurveLine[];
  /** The same, smoothed. */
  readonly smoothed: readonly Float32Array[];
  readonly layout: CurveLayout;
  readonly fontSize: number;
}

/** Each curve smoothed, on its raw values, with its name at its end. */
export function CurveMarks({ lines, smoothed, layout, fontSize: em }: CurveMarksProps) {
  const { x } = layout;
  const path = pathOf(layout);
  const ends = lines.map(({ steps }, index) => ({
    step: Math.max(1, steps),
    value: smoothed[index]?.[steps - 1] ?? Number.NaN,
  }));
  const names = endNames(ends, layout, em);
  return (
    <>
      {lines.map((line) => (
        <path
          key={line.mechanism}
          className="curve-chart__raw"
          style={{ color: accent(line.mechanism) }}
          d={path(thin(line.values, line.steps, x))}
        />
      ))}
      {names.map(
        ({ x: toX, y, leader }, index) =>
          leader &&
          lines[index] &&
          lines[index].steps > 0 && (
            <line
              key={lines[index].mechanism}
              className="curve-chart__leader"
              style={{ color: accent(lines[index].mechanism) }}
              {...{ x1: leader.x, y1: leader.y, x2: toX - 0.15 * em, y2: y }}
            />
          ),
      )}
      {lines.map((line, index) => (
        <g key={line.mechanism} style={{ color: accent(line.mechanism) }}>
          <path
            className={`curve-chart__line plot__dash--${line.mechanism}`}
            d={path(thin(smoothed[index] ?? new Float32Array(), line.steps, x))}
          />
          {line.steps > 0 && (
            <text className="plot__halo curve-chart__name" x={names[index]?.x} y={names[index]?.y}>
              {line.name}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

/** The curves of the training before, behind the present ones. */
export function PreviousMarks({ lines, smoothed, layout }: Omit<CurveMarksProps, 'fontSize'>) {
  const path = pathOf(layout);
  return lines.map((line, index) => (
    <path
      key={line.mechanism}
      className={`curve-chart__previous plot__dash--${line.mechanism}`}
      style={{ color: accent(line.mechanism) }}
      d={path(thin(smoothed[index] ?? new Float32Array(), line.steps, layout.x))}
    />
  ));
}

function pathOf({ x, y }: CurveLayout): (points: StepValue[]) => string {
  const path = polyline<StepValue>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  ).digits(1);
  return (points) => path(points) ?? '';
}
