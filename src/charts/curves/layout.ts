import { max, scaleLinear, scaleLog } from 'd3';
import { formatCount } from '../../attention/format.ts';
import { spread, textWidth } from '../labels.ts';
import type { Size } from '../useSize.ts';
import type { CurveLine, CurveScale, StepAxis } from './curveLine.ts';

const LINE_EM = 1.15;
const TOP_EM = 1.7;
/** Names at the ends are bold, which is wider. */
const BOLD = 1.1;
const BOTTOM_EM = 2.7;

interface Tick {
  readonly at: number;
  readonly label: string;
}

/** The chart's frame in px, and its scales from steps and values to px and back. */
export interface CurveLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Steps count from 1. */
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  /** The step at a horizontal position, 1 … all of them. */
  readonly stepAt: (x: number) => number;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

/** @param steps all that are planned */
export function curveLayout(
  lines: readonly CurveLine[],
  smoothed: readonly Float32Array[],
  scale: CurveScale,
  { steps, axis }: { readonly steps: number; readonly axis: StepAxis },
  size: Size,
): CurveLayout {
  const em = size.fontSize;
  const [top, bottom] = [TOP_EM * em, size.height - BOTTOM_EM * em];
  const highest = max(smoothed, (values) => max(values) ?? 0) ?? 0;
  const y = scaleLinear()
    .domain([0, Math.max(scale.most, highest)])
    .range([bottom, top])
    .nice(4)
    .clamp(true);
  const yTicks = y.ticks(Math.max(2, Math.floor((bottom - top) / (1.9 * em))));
  const left = widest(yTicks.map(scale.format), em) + 0.8 * em;
  const names = lines.map(({ name }) => name);
  const right = size.width - BOLD * widest(names, em) - 0.6 * em;
  const x = (axis === 'log' ? scaleLog() : scaleLinear()).domain([1, Math.max(2, steps)]).range([left, right]);
  const xCount = Math.max(2, Math.floor((right - left) / (textWidth(formatCount(steps), em) + 2 * em)));
  return {
    ...{ left, right, top, bottom, x, y },
    stepAt: (px) => Math.min(steps, Math.max(1, Math.round(x.invert(px)))),
    xTicks: stepTicks(axis, steps, xCount).map((step) => ({ at: x(step), label: formatCount(step) })),
    yTicks: yTicks.map((value) => ({ at: y(value), label: scale.format(value) })),
  };
}

/** Heights of the names at the lines' ends, moved apart; `ends` are the last values. */
export function nameYs(ends: readonly number[], { y, top, bottom }: CurveLayout, fontSize: number): number[] {
  return spread(ends.map(y), LINE_EM * fontSize, top, bottom);
}

function stepTicks(axis: StepAxis, steps: number, count: number): number[] {
  if (axis === 'linear') {
    const ticks = scaleLinear()
      .domain([0, steps])
      .ticks(count)
      .filter((step) => Number.isInteger(step) && step > 0);
    return [1, ...ticks.filter((step) => step > steps / count / 2)];
  }
  return Array.from({ length: Math.floor(Math.log10(steps)) + 1 }, (_, power) => 10 ** power);
}

function widest(texts: readonly string[], fontSize: number): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, fontSize)));
}
