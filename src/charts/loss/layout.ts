import { max, scaleLinear, scaleLog } from 'd3';
import { type CacheTick, cacheTicks } from '../cacheTicks.ts';
import { textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';
import type { LossPoint } from './points.ts';

/** Room for the y axis's name, the legend and a label, and for ticks of two lines and the x axis's name, in em. */
const TOP_EM = 5.9;
const BOTTOM_EM = 4.1;
const LABEL_GAP_EM = 0.9;
/** Each point has at least this much of the width, or its number stands without its unit. */
const ROOM_EM = 5.5;

export interface LossPointLayout {
  readonly point: LossPoint;
  readonly x: number;
  readonly y: number;
  /** Ends of the range over seeds, from the top. */
  readonly most: number;
  readonly least: number;
  /** Above the range: the mean, and over that what the number of KV heads stands for, if anything. */
  readonly label: string;
  readonly name: string;
  readonly labelY: number;
  readonly isChosen: boolean;
}

/** Where everything stands, in px. Cache bytes are logarithmic, as KV heads double; the loss begins at 0. */
export interface LossLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly CacheTick[];
  readonly yTicks: readonly { readonly at: number; readonly label: string }[];
  readonly points: readonly LossPointLayout[];
}

/**
 * @param points ascending in KV heads, from MQA to MHA
 * @param chosen the number of KV heads that is marked; none where it is undefined or has no point
 */
export function lossLayout(points: readonly LossPoint[], chosen: number | undefined, size: Size): LossLayout {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const y = scaleLinear()
    .domain([0, max(points, (point) => point.max) || 1])
    .range([bottom, top])
    .nice(4);
  const yTicks = y.ticks(4).map((value) => ({ at: y(value), label: y.tickFormat(4)(value) }));
  const left = Math.max(...yTicks.map(({ label }) => textWidth(label, em))) + 0.8 * em;
  const right = size.width;
  // Labels are centred on their points, the first and the last as well.
  const margin = textWidth('0.000', em) / 2 + 1.5 * em;
  const x = scaleLog()
    .base(2)
    .domain([points[0]?.cacheBytes ?? 1, points.at(-1)?.cacheBytes ?? 1])
    .range([left + margin, right - margin]);
  const unit = size.width / points.length < ROOM_EM * em ? '' : ' KV';
  return {
    ...{ left, right, top, bottom, yTicks },
    xTicks: cacheTicks(
      points.map(({ numKvHeads, cacheBytes }) => {
        return { numKvHeads, cacheBytes, heads: `${numKvHeads}${unit}`, at: x(cacheBytes) };
      }),
      em,
    ),
    points: points.map((point, index) => ({
      point,
      x: x(point.cacheBytes),
      y: y(point.mean),
      most: y(point.max),
      least: y(point.min),
      label: point.mean.toFixed(3),
      name: nameOf(point.numKvHeads, index === points.length - 1, chosen),
      labelY: y(point.max) - LABEL_GAP_EM * em,
      isChosen: point.numKvHeads === chosen,
    })),
  };
}

function nameOf(numKvHeads: number, isLast: boolean, chosen: number | undefined): string {
  const names = [isLast && 'MHA', numKvHeads === chosen && 'GQA', numKvHeads === 1 && 'MQA'];
  return names.filter((name) => name !== false).join(' = ');
}
