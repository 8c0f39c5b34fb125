import { max } from 'd3';
import type { KvRule } from '../../attention/types.ts';
import { headsFrame } from '../heads-plot/headsFrame.ts';
import type { HeadsLayout, HeadsPoint } from '../heads-plot/layout.ts';
import { mechanismsAt } from '../heads-plot/mechanismsAt.ts';
import type { Size } from '../useSize.ts';
import { type DistancePoint, type MeasuredPoint, measuredPoints } from './points.ts';

/** Its label is the number of KV heads. */
export interface DistancePointLayout extends HeadsPoint {
  readonly point: MeasuredPoint;
  /** Ends and middle of the whisker, from the top. */
  readonly spread?: { readonly most: number; readonly median: number; readonly least: number };
}

interface Naming {
  /** GQA's number of KV heads. */
  readonly chosen: number;
  /** With `independent`, as many KV heads as query heads are another MHA, not the one that is measured from. */
  readonly kvRule: KvRule;
}

/**
 * Where everything stands, in px.
 *
 * @param points ascending in KV heads, the last with as many as query heads
 */
export function distanceLayout(
  points: readonly DistancePoint[],
  { chosen, kvRule }: Naming,
  size: Size,
): HeadsLayout<DistancePointLayout> {
  const numHeads = points.at(-1)?.numKvHeads ?? 1;
  const mha = kvRule === 'independent' ? 'another MHA' : 'MHA';
  const nameOf = (count: number) => mechanismsAt(count, numHeads, chosen, mha);
  const highestOf = ({ distance, spread }: MeasuredPoint) => Math.max(distance, spread?.most ?? 0);
  const measured = measuredPoints(points);
  const names = points.map(({ numKvHeads }) => nameOf(numKvHeads));
  const { x, y, over, countText, ...frame } = headsFrame(points, max(measured, highestOf) ?? 0, names, size);
  return {
    ...frame,
    points: measured.map((point) => {
      const { distance, spread, numKvHeads, cacheBytes } = point;
      return {
        point,
        x: x(cacheBytes),
        y: y(distance),
        label: countText(numKvHeads),
        name: nameOf(numKvHeads),
        labelY: over(highestOf(point)),
        isChosen: numKvHeads === chosen,
        ...(spread && { spread: { most: y(spread.most), median: y(spread.median), least: y(spread.least) } }),
      };
    }),
  };
}
