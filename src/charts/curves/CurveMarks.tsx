import { line as polyline } from 'd3';
import { accent } from '../palette.ts';
import type { CurveLine } from './curveLine.ts';
import { type CurveLayout, nameYs } from './layout.ts';
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
  const { x, right } = layout;
  const path = pathOf(layout);
  const ends = lines.map(({ steps }, index) => ({
    step: Math.max(1, steps),
    value: smoothed[index]?.[steps - 1] ?? Number.NaN,
  }));
  const names = nameYs(
    ends.map(({ value }) => (Number.isNaN(value) ? 0 : value)),
    layout,
    em,
  );
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
      {lines.map((line, index) => (
        <g key={line.mechanism} style={{ color: accent(line.mechanism) }}>
          <path
            className={`curve-chart__line curve-chart__line--${line.mechanism}`}
            d={path(thin(smoothed[index] ?? new Float32Array(), line.steps, x))}
          />
          {line.steps > 0 && (
            <text
              className="curve-chart__name"
              x={Math.min(x(ends[index]?.step ?? 1), right) + 0.45 * em}
              y={names[index]}
            >
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
      className={`curve-chart__previous curve-chart__line--${line.mechanism}`}
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
