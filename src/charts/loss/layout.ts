import { max } from 'd3';
import { headsFrame } from '../heads-plot/headsFrame.ts';
import type { HeadsLayout, HeadsPoint } from '../heads-plot/layout.ts';
import { mechanismsAt } from '../heads-plot/mechanismsAt.ts';
import type { Size } from '../useSize.ts';
import type { LossPoint } from './points.ts';

/** Its label is the median. */
export interface LossPointLayout extends HeadsPoint {
  readonly point: LossPoint;
  /** Ends of the range over seeds, from the top. */
  readonly most: number;
  readonly least: number;
}

/**
 * Where everything stands, in px.
 *
 * @param points ascending in KV heads, from MQA to MHA
 * @param chosen the number of KV heads that is marked; none where it is undefined or has no point
 */
export function lossLayout(
  points: readonly LossPoint[],
  chosen: number | undefined,
  size: Size,
): HeadsLayout<LossPointLayout> {
  const numHeads = points.at(-1)?.numKvHeads ?? 1;
  const highest = max(points, (point) => point.most) ?? 0;
  const { x, y, over, ...frame } = headsFrame(points, highest, ['0.000'], size);
  return {
    ...frame,
    points: points.map((point) => ({
      point,
      x: x(point.cacheBytes),
      y: y(point.median),
      most: y(point.most),
      least: y(point.least),
      label: point.median.toFixed(3),
      name: mechanismsAt(point.numKvHeads, numHeads, chosen),
      labelY: over(point.most),
      isChosen: point.numKvHeads === chosen,
    })),
  };
}
