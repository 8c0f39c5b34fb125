import { scaleLog } from 'd3';
import { widest } from '../labels.ts';
import type { PlotFrame } from '../plot/frame.ts';
import { zeroAxis } from '../plot/verticalAxis.ts';
import type { Size } from '../useSize.ts';
import { cacheTicks } from './cacheTicks.ts';

/** Room for the y axis's name, the legend and a label, and for ticks of two lines and the x axis's name, in em. */
const TOP_EM = 5.9;
const BOTTOM_EM = 4.1;
const LABEL_GAP_EM = 0.9;
/** Each number of KV heads has at least this much of the width, or it stands without its unit. */
const ROOM_EM = 5.5;

/** A frame with scales. Cache bytes are logarithmic, as KV heads double; values begin at 0. */
interface HeadsFrame extends PlotFrame {
  readonly x: (cacheBytes: number) => number;
  readonly y: (value: number) => number;
  /** The height of a label over what reaches up to a value. */
  readonly over: (value: number) => number;
  /** "4 KV", or "4" where that is all there is room for. */
  readonly countText: (numKvHeads: number) => string;
}

/** A number of KV heads on the horizontal axis, and its cache. */
interface HeadsCache {
  readonly numKvHeads: number;
  readonly cacheBytes: number;
}

/**
 * Where a figure against KV heads and their cache stands, in px.
 *
 * @param caches ascending in KV heads
 * @param most the highest value that has to fit; 0 for none
 * @param labels what will be centred on the points, the first and the last as well
 */
export function headsFrame(
  caches: readonly HeadsCache[],
  most: number,
  labels: readonly string[],
  size: Size,
): HeadsFrame {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const { y, yTicks, width: left } = zeroAxis(most, top, bottom, em);
  const right = size.width;
  const margin = widest(labels, em) / 2 + 1.5 * em;
  const x = scaleLog()
    .base(2)
    .domain([caches[0]?.cacheBytes ?? 1, caches.at(-1)?.cacheBytes ?? 1])
    .range([left + margin, right - margin]);
  const unit = size.width / caches.length < ROOM_EM * em ? '' : ' KV';
  const countText = (numKvHeads: number) => `${numKvHeads}${unit}`;
  const marks = caches.map(({ numKvHeads, cacheBytes }) => {
    return { at: x(cacheBytes), label: countText(numKvHeads), cacheBytes };
  });
  return {
    ...{ left, right, top, bottom, yTicks, x, y, countText },
    xTicks: cacheTicks(marks, em),
    over: (value) => y(value) - LABEL_GAP_EM * em,
  };
}
