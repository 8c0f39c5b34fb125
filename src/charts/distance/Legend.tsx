import { textWidth } from '../labels.ts';
import { DistanceDot, SpreadMark } from './DistanceMark.tsx';

interface LegendProps {
  readonly seed: number;
  /** The most seeds that a point has; below 2 there are no whiskers to explain. */
  readonly seeds: number;
  readonly em: number;
}

/** What dot, bar and whisker stand for, in the line under the y axis's name. */
export function Legend({ seed, seeds, em }: LegendProps) {
  const ofSeed = `seed ${seed}`;
  const next = 1.2 * em + textWidth(ofSeed, em) + 1.5 * em;
  const middle = 2.1 * em;
  return (
    <>
      <DistanceDot x={0.4 * em} y={middle} em={em} />
      <text x={1.2 * em} y={middle}>
        {ofSeed}
      </text>
      {seeds > 1 && (
        <>
          <SpreadMark x={next + 0.7 * em} em={em} most={middle - 0.5 * em} median={middle} least={middle + 0.5 * em} />
          <text x={next + 2 * em} y={middle}>
            median and range over {seeds} seeds
          </text>
        </>
      )}
    </>
  );
}
