import { textWidth } from '../labels.ts';
import { MeanMark, Range } from './PointMarks.tsx';

interface LegendProps {
  /** The most trainings that a point has; below 2 there is no range to explain. */
  readonly trainings: number;
  readonly em: number;
}

/** What square and range stand for, in the line under the y axis's name. */
export function Legend({ trainings, em }: LegendProps) {
  const mean = trainings > 1 ? `mean of ${trainings} seeds` : 'one seed each';
  const next = 1.2 * em + textWidth(mean, em) + 1.5 * em;
  const middle = 2.1 * em;
  return (
    <g className="loss-chart__legend">
      <MeanMark x={0.4 * em} y={middle} em={em} />
      <text x={1.2 * em} y={middle}>
        {mean}
      </text>
      {trainings > 1 && (
        <>
          <Range x={next} em={em} most={middle - 0.5 * em} least={middle + 0.5 * em} />
          <text x={next + 1.2 * em} y={middle}>
            from the least to the most of them
          </text>
        </>
      )}
    </g>
  );
}
