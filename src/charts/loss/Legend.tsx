import { textWidth } from '../labels.ts';
import { MedianMark, Range } from './LossMark.tsx';

interface LegendProps {
  /** Trainings of each point. */
  readonly trainings: readonly number[];
  readonly em: number;
}

/** What square and range stand for, in the line under the y axis's name. */
export function Legend({ trainings, em }: LegendProps) {
  const [least, most] = [Math.min(...trainings), Math.max(...trainings)];
  const count = least === most ? most : `${least} to ${most}`;
  const median = most > 1 ? `median of ${count} seeds` : 'one seed each';
  const next = 1.2 * em + textWidth(median, em) + 1.5 * em;
  const middle = 2.1 * em;
  return (
    <>
      <MedianMark x={0.4 * em} y={middle} em={em} />
      <text x={1.2 * em} y={middle}>
        {median}
      </text>
      {most > 1 && (
        <>
          <Range x={next} em={em} most={middle - 0.5 * em} least={middle + 0.5 * em} />
          <text x={next + 1.2 * em} y={middle}>
            from the smallest to the largest of them
          </text>
        </>
      )}
    </>
  );
}
