import { Whisker } from '../heads-plot/Whisker.tsx';
import type { DistancePointLayout } from './layout.ts';

/** From a point to its whisker: beside it, so that the one does not hide the other. */
const WHISKER_EM = 1.3;

/** A dot, ringed where it is the present choice, and a whisker with a median where several seeds are measured. */
export function DistanceMark({ placed, em }: { readonly placed: DistancePointLayout; readonly em: number }) {
  const { x, y, isChosen, spread } = placed;
  return (
    <>
      {spread && <SpreadMark x={x + WHISKER_EM * em} em={em} {...spread} />}
      <DistanceDot x={x} y={y} em={em} />
      {isChosen && <circle className="distance-chart__ring" cx={x} cy={y} r={0.75 * em} />}
    </>
  );
}

interface MarkProps {
  readonly x: number;
  readonly em: number;
}

/** A distance of one seed. */
export function DistanceDot({ x, y, em }: MarkProps & { readonly y: number }) {
  return <circle className="heads-plot__mark" cx={x} cy={y} r={0.36 * em} />;
}

/** From the least to the most, in px from the top, a thick bar at the median. */
export function SpreadMark({ x, em, median, ...ends }: MarkProps & NonNullable<DistancePointLayout['spread']>) {
  const cap = 0.35 * em;
  return (
    <>
      <Whisker x={x} cap={cap} {...ends} />
      <path className="distance-chart__median" d={`M${x - 2 * cap} ${median}H${x + 2 * cap}`} />
    </>
  );
}
