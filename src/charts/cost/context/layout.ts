import { line as polyline, scaleLinear, scaleLog } from 'd3';
import { formatCount } from '../../../attention/numbers/format.ts';
import type { CacheAxes } from '../../cache/lengths.ts';
import { formatByteTick, linearTicks, logTicks } from '../../cache/ticks.ts';
import { spread, textWidth, widest } from '../../labels.ts';
import type { PlotFrame } from '../../plot/frame.ts';
import type { Size } from '../../useSize.ts';
import { contextEnd, contextScale, sampleTokens } from './axis.ts';
import { type ContextLine, crossingOf } from './lines.ts';

const LINE_EM = 1.25;
const TOP_EM = 1.6;
const BOTTOM_EM = 2.7;
/** From a leader to the label beside it. */
const LEADER_GAP_EM = 0.35;
/** Labels are bold, and that much wider than text is estimated. */
const BOLD = 1.2;

/** Everything that decides the chart but its size. */
export interface ContextInput {
  readonly lines: readonly ContextLine[];
  /** Bytes that may be used; null for no ceiling. */
  readonly ceiling: bigint | null;
  /** Tokens that must be in view: what the model was made for. */
  readonly longest: number;
  /** Tokens of the sequences that are asked for. */
  readonly contextTokens: number;
  readonly axes: CacheAxes;
}

export interface LineLayout {
  readonly line: ContextLine;
  /** The line as far as it fits, and its continuation above the ceiling; the latter is empty if there is none in view. */
  readonly path: string;
  readonly above: string;
  /** The most tokens that fit; null for any number. */
  readonly crossing: number | null;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
  /** Place at which the line crosses the ceiling; null if it does not in view. Its label hangs above. */
  readonly crossX: number | null;
}

/** Places of everything, in px. */
export interface ContextLayout extends PlotFrame {
  readonly longest: number;
  readonly x: (tokens: number) => number;
  readonly y: (bytes: number) => number;
  /** The whole number of tokens at a horizontal position, within the axis, at least 1. */
  readonly tokensAt: (px: number) => number;
  /** Null without a ceiling. Above it is a row of text for what is there, and one for each line that crosses. */
  readonly ceilingY: number | null;
  /** Middle of that row of text. */
  readonly ceilingLabelY: number;
  readonly lines: readonly LineLayout[];
}

type Point = readonly [x: number, y: number];

export function contextLayout(input: ContextInput, size: Size): ContextLayout {
  const { lines, contextTokens, axes } = input;
  const em = size.fontSize;
  const ceiling = input.ceiling !== null && input.ceiling > 0n ? input.ceiling : null;
  const crossings = lines.map((line) => (ceiling === null ? null : crossingOf(line, ceiling)));
  const end = contextEnd([input.longest, contextTokens], crossings, axes);
  const seen = crossings.map((crossing) => (crossing !== null && crossing < end ? crossing : null));

  const top = TOP_EM * em;
  const bottom = size.height - BOTTOM_EM * em;
  const hanging = seen.filter((crossing) => crossing !== null).length;
  const ceilingY = ceiling === null ? null : top + (hanging + 1.5) * LINE_EM * em;
  const { y, yValues } = byteAxis(lines, ceiling, end, axes, { top: ceilingY ?? top, bottom, em });
  const left = widest(yValues.map(formatByteTick), em) + 0.8 * em;
  const ending = lines.filter((_, index) => seen[index] === null);
  const tickRoom = textWidth(formatCount(end), em) / 2;
  const endRoom =
    ending.length > 0
      ? BOLD *
          widest(
            ending.map((line) => line.name),
            em,
          ) +
        0.8 * em
      : 0;
  const right = size.width - Math.max(endRoom, tickRoom + 1);
  const x = contextScale(axes, end, left, right);
  const xCount = Math.max(2, Math.floor((right - left) / (2 * tickRoom + 1.5 * em)));
  const xValues = axes === 'log' ? logTicks(1, end, xCount) : linearTicks(end, xCount);

  const place = (tokens: number) => Math.max(left, x(tokens));
  const pointOf = (line: ContextLine, tokens: number): Point => [place(tokens), y(Number(line.bytesAt(tokens)))];
  const endYs = spread(
    ending.map((line) => pointOf(line, end)[1]),
    LINE_EM * em,
    (ceilingY ?? top) + 0.6 * em,
    bottom,
  );
  const rows = flagRows(seen);
  return {
    ...{ left, right, top, bottom, longest: end, x, y, ceilingY, ceilingLabelY: top + 0.75 * LINE_EM * em },
    tokensAt: (at) => Math.min(end, Math.max(1, Math.round(x.invert(at)))),
    xTicks: xValues.map((value) => ({ at: x(value), label: formatCount(value) })),
    yTicks: yValues.map((value) => ({ at: y(value), label: formatByteTick(value) })),
    lines: lines.map((line, index): LineLayout => {
      const crossing = crossings[index] ?? null;
      const tokens = sampleTokens(axes, end, line.kinks);
      const crossed = seen[index] ?? null;
      if (crossed === null || ceilingY === null) {
        const labelY = endYs[ending.indexOf(line)] ?? bottom;
        const path = pathOf(tokens.map((count) => pointOf(line, count)));
        const placed = { labelX: right + 0.4 * em, labelY, anchor: 'start', crossX: null } as const;
        return { line, crossing, ...placed, label: line.name, path, above: '' };
      }
      const meeting: Point = [place(crossed), ceilingY];
      const [crossX] = meeting;
      const label = `${line.name} ${crossed < 1 ? 'not one' : formatCount(crossed)}`;
      const isLeft = crossX + LEADER_GAP_EM * em + BOLD * textWidth(label, em) > size.width;
      const below = tokens.filter((count) => count <= crossed).map((count) => pointOf(line, count));
      const beyond = tokens.filter((count) => count > crossed).map((count) => pointOf(line, count));
      return {
        ...{ line, crossing, label, crossX },
        labelX: crossX + (isLeft ? -1 : 1) * LEADER_GAP_EM * em,
        labelY: ceilingY - (0.75 + (rows[index] ?? 0)) * LINE_EM * em,
        anchor: isLeft ? 'end' : 'start',
        path: crossed < 1 ? '' : pathOf([...below, meeting]),
        above: pathOf(cutAt([meeting, ...beyond], top)),
      };
    }),
  };
}

interface Room {
  readonly top: number;
  readonly bottom: number;
  readonly em: number;
}

/** Makes the axis of bytes: the ceiling, or else the highest line, is at `top`; it goes on above. */
function byteAxis(lines: readonly ContextLine[], ceiling: bigint | null, end: number, axes: CacheAxes, room: Room) {
  const { top, bottom, em } = room;
  const ends = lines.map((line) => Number(line.bytesAt(end)));
  const most = (ceiling === null ? Math.max(0, ...ends) : Number(ceiling)) || 1;
  const firsts = lines.map((line) => Number(line.bytesAt(1))).filter((bytes) => bytes > 0 && bytes < most);
  const least = axes === 'log' ? Math.min(most / 2, ...firsts) : 0;
  const scale = axes === 'log' ? scaleLog() : scaleLinear();
  const y = scale.domain([least, most]).range([bottom, top]);
  const count = Math.max(2, Math.floor((bottom - top) / (2.2 * em)));
  const yValues = axes === 'log' ? logTicks(least, most, count) : linearTicks(most, count);
  return { y: (bytes: number) => (bytes < least ? bottom : y(bytes)), yValues };
}

/**
 * Returns rows of the labels that hang at crossings, from the ceiling up, one each: the leftmost is the highest, so that its leader passes
 * no other's text.
 */
function flagRows(crossings: readonly (number | null)[]): number[] {
  const order = crossings.map((_, index) => index).sort((a, b) => (crossings[b] ?? -1) - (crossings[a] ?? -1) || b - a);
  return crossings.map((_, index) => order.indexOf(index));
}

function pathOf(points: readonly Point[]): string {
  return points.length < 2 ? '' : (polyline()(points.map(([x, y]) => [x, y])) ?? '');
}

/** Returns the beginning of a rising line, as far as `top`. */
function cutAt(points: readonly Point[], top: number): Point[] {
  const out = points.findIndex(([, y]) => y < top);
  const [before, after] = [points[out - 1], points[out]];
  if (before === undefined || after === undefined) return [...points];
  const share = (before[1] - top) / (before[1] - after[1]);
  return [...points.slice(0, out), [before[0] + share * (after[0] - before[0]), top]];
}
