import { scaleLinear, scaleLog } from 'd3';
import { formatBytes, formatCount, formatCountOf } from '../../attention/numbers/format.ts';
import { spread, textWidth, widest } from '../labels.ts';
import type { PlotFrame } from '../plot/frame.ts';
import type { Size } from '../useSize.ts';
import { type CacheAxes, longestLength } from './lengths.ts';
import { type CacheLine, mostBytesAt } from './lines.ts';
import type { MeasuredBytes } from './measured.ts';
import { formatByteTick, linearTicks, logTicks } from './ticks.ts';

/** Distance of neighbouring lines of text, in em. */
const LINE_EM = 1.15;
export const BYTE_AXIS_NAME = 'KV cache (bytes)';
const TOP_EM = 1.5;
/** From the rule to the labels of its dots. */
export const LEADER_EM = 1.1;
const BOTTOM_EM = 2.7;

/** The chart's frame in px, and its scales from tokens and bytes to px and back. */
export interface CacheLayout extends PlotFrame {
  readonly longest: number;
  readonly shortest: number;
  readonly x: (tokens: number) => number;
  readonly y: (bytes: number) => number;
  /** The whole number of tokens at a horizontal position, within the axis, at least 1. */
  readonly tokensAt: (x: number) => number;
}

/** @param measured caches that have to be in view as well */
export function cacheLayout(
  lines: readonly CacheLine[],
  tokens: number,
  axes: CacheAxes,
  size: Size,
  measured: readonly MeasuredBytes[] = [],
): CacheLayout {
  const em = size.fontSize;
  // A text of half the length has the same axis: a measured cache may be at the very end.
  const longest = longestLength(Math.max(tokens, ...measured.map((cache) => cache.tokens / 2)), axes);
  const shortest = axes === 'log' ? 1 : 0;
  const most = Math.max(mostBytesAt(lines, longest), ...measured.map(({ bytes }) => bytes));
  const least = Math.min(...lines.map((line) => line.bytesAt(shortest)));
  const top = TOP_EM * em;
  const bottom = size.height - BOTTOM_EM * em;
  const yCount = Math.max(2, Math.floor((bottom - top) / (2.2 * em)));
  const yValues = axes === 'log' ? logTicks(least, most, yCount) : linearTicks(most, yCount);
  const left = widest(yValues.map(formatByteTick), em) + 0.8 * em;
  const right = size.width - widest(lines.map(endLabel), em) - 0.8 * em;
  const xCount = Math.max(2, Math.floor((right - left) / (widest([formatCount(longest)], em) + 1.5 * em)));
  const xValues = axes === 'log' ? logTicks(1, longest, xCount) : linearTicks(longest, xCount);

  const scale = () => (axes === 'log' ? scaleLog() : scaleLinear());
  const x = scale().domain([shortest, longest]).range([left, right]);
  const y = scale().domain([least, most]).range([bottom, top]);
  return {
    ...{ left, right, top, bottom, longest, shortest, x, y },
    tokensAt: (px) => Math.min(longest, Math.max(1, Math.round(x.invert(px)))),
    xTicks: xValues.map((value) => ({ at: x(value), label: formatCount(value) })),
    yTicks: yValues.map((value) => ({ at: y(value), label: formatByteTick(value) })),
  };
}

/** What stands at a line's end: "GQA · 4 KV", "8 KV". */
export function endLabel({ mechanism, name, numKvHeads }: CacheLine): string {
  return mechanism ? `${name} · ${numKvHeads} KV` : `${numKvHeads} KV`;
}

/**
 * Heights of the end labels of `lines`: the mechanisms' are moved apart; another line's stands at the line's end or,
 * where it would touch one of those already placed, is left out (`undefined`).
 */
export function endLabelYs(lines: readonly CacheLine[], layout: CacheLayout, fontSize: number): (number | undefined)[] {
  const gap = LINE_EM * fontSize;
  const ends = lines.map((line) => layout.y(line.bytesAt(layout.longest)));
  const isNamed = (index: number) => lines[index]?.mechanism !== undefined;
  const named = spread(
    ends.filter((_, index) => isNamed(index)),
    gap,
    layout.top,
    layout.bottom,
  );
  const taken = [...named];
  return ends.map((end, index) => {
    if (isNamed(index)) return named.shift();
    if (taken.some((y) => Math.abs(y - end) < gap)) return undefined;
    taken.push(end);
    return end;
  });
}

/** A labelled dot where a mechanism's line meets the present length. */
interface DotLayout {
  readonly line: CacheLine;
  readonly y: number;
  readonly label: string;
  readonly labelY: number;
}

interface PresentLayout {
  readonly x: number;
  /** On which side of the rule the labels stand: the left where there is room. */
  readonly side: 'left' | 'right';
  /** Names the length, on top of the dots' labels. */
  readonly ruleLabel: string;
  readonly ruleLabelY: number;
  readonly dots: readonly DotLayout[];
}

/** The dots of the mechanisms at `tokens` ≥ 1, their labels, and that of the rule, stacked above all lines. */
export function presentLayout(
  lines: readonly CacheLine[],
  tokens: number,
  layout: CacheLayout,
  fontSize: number,
): PresentLayout {
  const named = lines.filter((line) => line.mechanism);
  const most = mostBytesAt(named, tokens);
  const labels = named.map((line) => `${line.name} ${formatBytes(line.bytesAt(tokens), most)}`);
  const x = layout.x(tokens);
  const ruleLabel = `this text: ${formatCountOf(tokens, 'token')}`;
  const reach = widest([ruleLabel, ...labels], fontSize) + LEADER_EM * fontSize;
  const side = x - reach > layout.left ? 'left' : 'right';
  // Lines rise to the right: the labels' right end decides how high they must stand.
  const clearOf = layout.tokensAt(side === 'left' ? x : x + reach);
  const lowest = Math.min(...lines.map((line) => layout.y(line.bytesAt(clearOf)))) - 0.8 * fontSize;
  // The name of the byte axis stands above the plot, at the left.
  const isClearOfName = (side === 'left' ? x - reach : x) > textWidth(BYTE_AXIS_NAME, fontSize);
  const highest = (isClearOfName ? 0 : layout.top) + 0.6 * fontSize;
  const ruleLabelY = Math.max(lowest - named.length * LINE_EM * fontSize, highest);
  return {
    x,
    side,
    ruleLabel,
    ruleLabelY,
    dots: named.map((line, index) => ({
      line,
      y: layout.y(line.bytesAt(tokens)),
      label: labels[index] ?? '',
      labelY: ruleLabelY + (index + 1) * LINE_EM * fontSize,
    })),
  };
}
