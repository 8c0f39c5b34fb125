import { Whisker } from '../heads-plot/Whisker.tsx';
import type { LossPointLayout } from './layout.ts';

/** Half a side of a square, in em. Squares, not dots: this is not the distance chart. */
const HALF_EM = 0.34;

/** A square at the median, and a range where several seeds were trained. */
export function LossMark({ placed, em }: { readonly placed: LossPointLayout; readonly em: number }) {
  const { point, x, y, most, least } = placed;
  return (
    <>
      {point.count > 1 && <Range x={x} em={em} most={most} least={least} />}
      <MedianMark x={x} y={y} em={em} />
    </>
  );
}

interface MarkProps {
  readonly x: number;
  readonly em: number;
}

/** A median. */
export function MedianMark({ x, y, em }: MarkProps & { readonly y: number }) {
  const side = 2 * HALF_EM * em;
  return <rect className="heads-plot__mark" x={x - side / 2} y={y - side / 2} width={side} height={side} />;
}

/** From the least to the most over the seeds, in px from the top. */
export function Range({ x, em, most, least }: MarkProps & { readonly most: number; readonly least: number }) {
  return <Whisker x={x} cap={0.6 * em} most={most} least={least} />;
}
