import type { Size } from '../useSize.ts';
import type { PlotFrame } from './frame.ts';
import './plot-axes.css';
import { YTicks } from './YTicks.tsx';

interface PlotAxesProps {
  readonly frame: PlotFrame;
  readonly size: Size;
  readonly xName: string;
  readonly yName: string;
}

/** Both axes with their names, and a faint line across at each tick of y. */
export function PlotAxes({ frame, size, xName, yName }: PlotAxesProps) {
  const { left, right, bottom, xTicks } = frame;
  const em = size.fontSize;
  return (
    <>
      <text y={0.9 * em}>{yName}</text>
      <YTicks {...frame} em={em} />
      <line className="plot-axes__axis" x1={left} x2={right} y1={bottom} y2={bottom} />
      {xTicks.map(({ at, label, under }) => (
        <g key={label} transform={`translate(${at},${bottom})`}>
          <line className="plot-axes__axis" y2={4} />
          {under === undefined ? (
            <text className="plot-axes__x-tick" y={1.25 * em}>
              {label}
            </text>
          ) : (
            <>
              <text className="plot-axes__x-tick plot-axes__x-tick--over" y={1.3 * em}>
                {label}
              </text>
              <text className="plot-axes__x-tick" y={2.5 * em}>
                {under}
              </text>
            </>
          )}
        </g>
      ))}
      <text className="plot-axes__x-name" x={right} y={size.height - 0.25 * em}>
        {xName}
      </text>
    </>
  );
}
