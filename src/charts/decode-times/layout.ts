import { scaleLog } from 'd3';
import { formatCount } from '../../attention/numbers/format.ts';
import { MECHANISMS } from '../../attention/types.ts';
import { spread as apart, labelStep, widest } from '../labels.ts';
import type { PlotFrame, PlotTick } from '../plot/frame.ts';
import type { Size } from '../useSize.ts';
import { TIMES_LINES, type TimedTokens, type TimesLine } from './timedSteps.ts';
import { msFigure } from './words.ts';

const LINE_EM = 1.25;
const TOP_EM = 1.6;
const BOTTOM_EM = 2.7;
/** Labels are bold, and that much wider than text is estimated. */
const BOLD = 1.1;
/** From the plot to the mark of a label, and from that to its text. */
const MARK_EM = 1.1;
const TEXT_EM = 0.7;
/** A mechanism stands so far from the next at one length: whiskers that lie on each other can't be read. */
const DODGE_EM = 0.5;
/** Free at both ends of the axis, as a factor of tokens. */
const MARGIN = 2 ** 0.35;
/** Free above and below, as a factor of milliseconds. */
const AIR = 1.15;

/** A median, and the quartiles around it, in px from the top left. */
export interface TimePoint {
  readonly tokens: number;
  readonly x: number;
  readonly y: number;
  readonly lower: number;
  readonly upper: number;
}

export interface TimesLineLayout {
  readonly line: TimesLine;
  readonly points: readonly TimePoint[];
  readonly labelX: number;
  readonly labelY: number;
}

/** Places of everything, in px. */
export interface TimesLayout extends PlotFrame {
  readonly x: (tokens: number) => number;
  readonly lines: readonly TimesLineLayout[];
  /** X of the marks before the labels at the right. */
  readonly markX: number;
  /** The measured length that is nearest to a horizontal position. */
  readonly tokensAt: (px: number) => number;
}

/** @param lengths ascending, at least one */
export function timesLayout(lengths: readonly TimedTokens[], size: Size): TimesLayout {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const all = lengths.flatMap(({ steps }) =>
    TIMES_LINES.map(({ mechanism, way }) => steps[mechanism][way]).filter(({ lower }) => lower > 0),
  );
  const least = Math.min(...all.map(({ lower }) => lower)) / AIR;
  const most = Math.max(...all.map(({ upper }) => upper)) * AIR;
  // A clock that gave 0 every time leaves nothing to draw, but an axis has to have ends.
  const domain = all.length > 0 ? [least, most] : [0.1, 1];
  // What a coarse clock gave 0 ms lies on the floor.
  const y = scaleLog().domain(domain).range([bottom, top]).clamp(true);
  const yTicks = timeTicks(domain[0] ?? 0.1, domain[1] ?? 1, (1.4 * em) / (bottom - top)).map((ms) => {
    return { at: y(ms), label: msFigure(ms) };
  });
  const left =
    widest(
      yTicks.map(({ label }) => label),
      em,
    ) +
    0.8 * em;
  const labels = TIMES_LINES.map(({ name }) => name);
  const right = size.width - BOLD * widest(labels, em) - (MARK_EM + TEXT_EM) * em;
  const counts = lengths.map(({ tokens }) => tokens);
  const x = scaleLog()
    .base(2)
    .domain([(counts[0] ?? 1) / MARGIN, (counts.at(-1) ?? 1) * MARGIN])
    .range([left, right]);
  const placed = TIMES_LINES.map((line) => {
    const dodge = (MECHANISMS.indexOf(line.mechanism) - 1) * DODGE_EM * em;
    const points = lengths.map(({ tokens, steps }): TimePoint => {
      const { median, lower, upper } = steps[line.mechanism][line.way];
      return { tokens, x: x(tokens) + dodge, y: y(median), lower: y(lower), upper: y(upper) };
    });
    return { line, points };
  });
  const labelYs = apart(
    placed.map(({ points }) => points.at(-1)?.y ?? bottom),
    LINE_EM * em,
    top + 0.6 * em,
    bottom,
  );
  return {
    ...{ left, right, top, bottom, x, yTicks },
    xTicks: lengthTicks(counts, x, em),
    markX: right + MARK_EM * em,
    lines: placed.map((each, index) => ({
      ...each,
      labelX: right + (MARK_EM + TEXT_EM) * em,
      labelY: labelYs[index] ?? bottom,
    })),
    tokensAt: (px) =>
      counts.reduce((best, tokens) => (Math.abs(x(tokens) - px) < Math.abs(x(best) - px) ? tokens : best)),
  };
}

/** Every measured length, or every second, fourth …, counted from the last, so that none touches the one beside it. */
function lengthTicks(counts: readonly number[], x: (tokens: number) => number, em: number): PlotTick[] {
  const gaps = counts.slice(1).map((tokens, index) => x(tokens) - x(counts[index] ?? tokens));
  const step = labelStep(Math.min(...gaps, Number.MAX_VALUE), widest(counts.map(formatCount), em) + em);
  return counts
    .filter((_, index) => (counts.length - 1 - index) % step === 0)
    .map((tokens) => ({ at: x(tokens), label: formatCount(tokens) }));
}

/**
 * Round times within `least` … `most`, no two nearer than `gap` as a share of the axis: all of each power of ten, or 1, 2 and 5, or 1
 * and 3, or 1 alone.
 */
export function timeTicks(least: number, most: number, gap: number): number[] {
  const first = Math.floor(Math.log10(least));
  const powers = Array.from({ length: Math.ceil(Math.log10(most)) - first + 1 }, (_, index) => first + index);
  const ticks = (digits: readonly number[]) =>
    powers
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((ms) => ms >= least && ms <= most);
  const isClear = (some: readonly number[]) =>
    some.every((ms, index) => index === 0 || Math.log(ms / (some[index - 1] ?? ms)) >= gap * Math.log(most / least));
  const choices = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]].map(ticks);
  return choices.find((choice) => choice.length > 0 && isClear(choice)) ?? choices.at(-1) ?? [];
}
