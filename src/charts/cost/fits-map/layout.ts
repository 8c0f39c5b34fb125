import { area, line as polyline, scaleLog } from 'd3';
import { formatCount } from '../../../attention/numbers/format.ts';
import { logTicks } from '../../cache/ticks.ts';
import { spread, textWidth, widest } from '../../labels.ts';
import type { PlotFrame } from '../../plot/frame.ts';
import type { Size } from '../../useSize.ts';
import { countAt, type FitsLine, longestThatFits } from './frontier.ts';

const TOP_EM = 2.5;
const BOTTOM_EM = 2.7;
const LINE_EM = 1.25;
/** Shorter contexts are left out unless they are asked for: batches in the thousands serve nobody. */
const SHORTEST = 1024;
/** Batches beyond are left out unless they are asked for. */
const MOST_SEQUENCES = 4096;
const SAMPLES = 96;
/** Frontiers of fewer sequences than this are drawn as the steps that they are. */
const STEPS_BELOW = 24;
/** Steps are drawn where they are, give or take so many px. */
const STEP_PX = 0.75;

/** Everything that decides the map but its size. */
export interface FitsInput {
  readonly lines: readonly FitsLine[];
  /** Tokens that must be in view: what the model was made for. */
  readonly longest: number;
  /** Batch that is asked for: so many sequences of so many tokens. */
  readonly contextTokens: number;
  readonly sequences: number;
}

export interface FrontierLayout {
  readonly line: FitsLine;
  readonly path: string;
  /** The region in which sequences fit; it ends at the axes. */
  readonly region: string;
  /** True when not even one sequence of the shortest length in view fits. */
  readonly isEmpty: boolean;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** Places of everything, in px. */
export interface FitsLayout extends PlotFrame {
  readonly shortest: number;
  readonly longest: number;
  readonly x: (tokens: number) => number;
  /** The place of a number of sequences; below one it is the bottom, beyond the axis the top. */
  readonly y: (sequences: number) => number;
  readonly tokensAt: (px: number) => number;
  readonly frontiers: readonly FrontierLayout[];
}

export function fitsLayout({ lines, longest, contextTokens, sequences }: FitsInput, size: Size): FitsLayout {
  const em = size.fontSize;
  const shortest = Math.min(SHORTEST, powerBelow(contextTokens));
  const end = Math.max(2 * shortest, powerAbove(Math.max(longest, contextTokens)));
  const counts = lines.map((line) => countAt(line, shortest)).filter(Number.isFinite);
  const most = Math.max(8, powerAbove(2 * sequences), powerAbove(Math.min(MOST_SEQUENCES, Math.max(1, ...counts))));

  const top = TOP_EM * em;
  const bottom = size.height - BOTTOM_EM * em;
  const yValues = logTicks(1, most, Math.max(2, Math.floor((bottom - top) / (2.2 * em))));
  const left = widest(yValues.map(formatCount), em) + 0.8 * em;
  const tickRoom = textWidth(formatCount(end), em);
  const right = size.width - tickRoom / 2 - 1;
  const x = scaleLog().domain([shortest, end]).range([left, right]);
  const yScale = scaleLog().domain([1, most]).range([bottom, top]);
  const y = (count: number) => (count < 1 ? bottom : yScale(Math.min(most, count)));
  const xValues = logTicks(shortest, end, Math.max(2, Math.floor((right - left) / (tickRoom + 1.5 * em))));
  const first = lines.map((line) => y(countAt(line, shortest)));
  const labelYs = spread(
    first.map((at) => at - 0.75 * em),
    LINE_EM * em,
    top - 0.75 * em,
    bottom - 0.75 * em,
  );
  return {
    ...{ left, right, top, bottom, shortest, longest: end, x, y },
    tokensAt: (px) => Math.min(end, Math.max(shortest, Math.round(x.invert(px)))),
    xTicks: xValues.map((value) => ({ at: x(value), label: formatCount(value) })),
    yTicks: yValues.map((value) => ({ at: yScale(value), label: formatCount(value) })),
    frontiers: lines.map((line, index) => {
      const reach = longestThatFits(line, end);
      const points = frontierPoints(line, sampleTokens(x, left, right, reach), x, y);
      const isEmpty = reach < shortest;
      // From the last length of which one sequence fits it is a step down to none.
      const last = points.at(-1);
      const edge = last && reach < end ? [...points, [last[0], bottom] as const] : points;
      return {
        line,
        path: polyline()(edge.map(([px, py]) => [px, py])) ?? '',
        region: area().y0(bottom)(edge.map(([px, py]) => [px, py])) ?? '',
        isEmpty,
        label: isEmpty ? `${line.name}: none` : line.name,
        labelX: left + 0.5 * em,
        labelY: labelYs[index] ?? top,
      };
    }),
  };
}

type Point = readonly [x: number, y: number];

/** Returns the frontier at `samples`, and on both sides of each step between them. */
function frontierPoints(
  line: FitsLine,
  samples: readonly number[],
  x: (tokens: number) => number,
  y: (sequences: number) => number,
): Point[] {
  const points: Point[] = [];
  const add = (tokens: number, count: number) => points.push([x(tokens), y(count)]);
  const refine = (from: number, before: number, to: number, after: number) => {
    const middle = Math.floor((from + to) / 2);
    const isFine = middle === from || x(to) - x(from) < STEP_PX;
    if (before === after || after >= STEPS_BELOW || isFine) {
      add(to, after);
      return;
    }
    const count = countAt(line, middle);
    refine(from, before, middle, count);
    refine(middle, count, to, after);
  };
  const [first, ...rest] = samples;
  if (first === undefined) return [];
  let [from, before] = [first, countAt(line, first)];
  add(from, before);
  for (const to of rest) {
    const after = countAt(line, to);
    refine(from, before, to, after);
    [from, before] = [to, after];
  }
  return points;
}

/** Returns whole numbers of tokens, ascending, from the axis's beginning to `reach`; none if that is before it. */
function sampleTokens(x: { invert: (px: number) => number }, left: number, right: number, reach: number): number[] {
  const even = Array.from({ length: SAMPLES + 1 }, (_, index) =>
    Math.round(x.invert(left + ((right - left) * index) / SAMPLES)),
  );
  const first = even[0] ?? 1;
  if (reach < first) return [];
  return [...new Set([...even.filter((tokens) => tokens < reach), reach])];
}

function powerAbove(value: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, value)));
}

function powerBelow(value: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(1, value)));
}
