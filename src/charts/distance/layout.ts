import { max, scaleLinear, scaleLog } from 'd3';
import { type CacheTick, cacheTicks } from '../cacheTicks.ts';
import { textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';
import { type DistancePoint, type MeasuredPoint, measuredPoints, mechanismsAt, type Naming } from './points.ts';

/** Room for the y axis's name, the legend and a label, and for ticks of two lines and the x axis's name, in em. */
const TOP_EM = 5.9;
const BOTTOM_EM = 4.1;
const LABEL_GAP_EM = 0.9;
/** Each point has at least this much of the width, or its number stands without its unit. */
const ROOM_EM = 5.5;

export interface PointLayout {
  readonly point: MeasuredPoint;
  readonly x: number;
  readonly y: number;
  /** Above the point: its number of KV heads, and over that the mechanisms which that number stands for, if any. */
  readonly label: string;
  readonly name: string;
  readonly labelY: number;
  /** Whether GQA now has this many KV heads. */
  readonly isChosen: boolean;
  /** Ends and middle of the whisker, from the top. */
  readonly spread?: { readonly most: number; readonly median: number; readonly least: number };
}

/** Where everything stands, in px. Cache bytes are logarithmic, as KV heads double; distances begin at 0. */
export interface DistanceLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly CacheTick[];
  readonly yTicks: readonly { readonly at: number; readonly label: string }[];
  readonly points: readonly PointLayout[];
}

/** @param points ascending in KV heads, the last with as many as query heads */
export function distanceLayout(points: readonly DistancePoint[], naming: Naming, size: Size): DistanceLayout {
  const em = size.fontSize;
  const numHeads = points.at(-1)?.numKvHeads ?? 1;
  const measured = measuredPoints(points);
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const farthest = max(measured, ({ distance, spread }) => Math.max(distance, spread?.most ?? 0)) || 1;
  const y = scaleLinear().domain([0, farthest]).range([bottom, top]).nice(4);
  const yTicks = y.ticks(4).map((value) => ({ at: y(value), label: y.tickFormat(4)(value) }));

  const unit = size.width / points.length < ROOM_EM * em ? '' : ' KV';
  const nameOf = (count: number) => mechanismsAt(count, numHeads, naming);
  // Names are centred on their points, the first and the last as well.
  const margin = Math.max(...points.map(({ numKvHeads }) => textWidth(nameOf(numKvHeads), em))) / 2 + 1.5 * em;
  const left = Math.max(...yTicks.map(({ label }) => textWidth(label, em))) + 0.8 * em;
  const right = size.width;
  const x = scaleLog()
    .base(2)
    .domain([points[0]?.cacheBytes ?? 1, points.at(-1)?.cacheBytes ?? 1])
    .range([left + margin, right - margin]);

  return {
    ...{ left, right, top, bottom, yTicks },
    xTicks: cacheTicks(
      points.map(({ numKvHeads, cacheBytes }) => {
        return { numKvHeads, cacheBytes, heads: `${numKvHeads}${unit}`, at: x(cacheBytes) };
      }),
      em,
    ),
    points: measured.map((point) => {
      const { distance, spread, numKvHeads } = point;
      const highest = y(Math.max(distance, spread?.most ?? 0));
      return {
        point,
        x: x(point.cacheBytes),
        y: y(distance),
        label: `${numKvHeads}${unit}`,
        name: nameOf(numKvHeads),
        labelY: highest - LABEL_GAP_EM * em,
        isChosen: numKvHeads === naming.chosen,
        ...(spread && { spread: { most: y(spread.most), median: y(spread.median), least: y(spread.least) } }),
      };
    }),
  };
}
