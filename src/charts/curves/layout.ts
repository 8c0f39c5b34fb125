import { max, scaleLinear, scaleLog } from 'd3';
import { formatCount } from '../../attention/numbers/format.ts';
import { spread, textWidth, widest } from '../labels.ts';
import type { PlotFrame } from '../plot/frame.ts';
import type { Size } from '../useSize.ts';
import type { CurveLine, CurveScale, StepAxis } from './curveLine.ts';
import type { StepValue } from './thin.ts';

const LINE_EM = 1.15;
const TOP_EM = 1.7;
/** Names at the ends are bold, which is wider. */
const BOLD = 1.1;
const BOTTOM_EM = 2.7;
/** From a line's end to its name: as long as a leader has to be to be seen. */
const NAME_GAP_EM = 0.9;

/** The chart's frame in px, and its scales from steps and values to px and back. */
export interface CurveLayout extends PlotFrame {
  /** Steps count from 1. */
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  /** The step at a horizontal position, 1 … all of them. */
  readonly stepAt: (x: number) => number;
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
  const right = size.width - BOLD * widest(names, em) - (NAME_GAP_EM + 0.15) * em;
  const x = (axis === 'log' ? scaleLog() : scaleLinear()).domain([1, Math.max(2, steps)]).range([left, right]);
  const xCount = Math.max(2, Math.floor((right - left) / (textWidth(formatCount(steps), em) + 2 * em)));
  return {
    ...{ left, right, top, bottom, x, y },
    stepAt: (px) => Math.min(steps, Math.max(1, Math.round(x.invert(px)))),
    xTicks: stepTicks(axis, steps, xCount).map((step) => ({ at: x(step), label: formatCount(step) })),
    yTicks: yTicks.map((value) => ({ at: y(value), label: scale.format(value) })),
  };
}

/** Where a line's name stands, and whence a leader leads to it, where it had to move away from its line's end. */
interface EndName {
  readonly x: number;
  readonly y: number;
  readonly leader?: { readonly x: number; readonly y: number };
}

/**
 * Where the lines' names stand: beside their ends, moved apart, above the axis.
 *
 * @param ends the last step of each line, and its value there
 */
export function endNames(ends: readonly StepValue[], { x, y, top, bottom, right }: CurveLayout, em: number): EndName[] {
  const half = (LINE_EM / 2) * em;
  const wanted = ends.map(({ value }) => (Number.isNaN(value) ? bottom : y(value)));
  return spreadAround(wanted, LINE_EM * em, top, bottom - half).map((placed, index) => {
    const from = { x: Math.min(x(ends[index]?.step ?? 1), right), y: wanted[index] ?? bottom };
    const name = { x: from.x + NAME_GAP_EM * em, y: placed };
    return Math.abs(placed - from.y) > half / 2 ? { ...name, leader: from } : name;
  });
}

/**
 * As `spread`, with positions that want to be one as far above it as below: the mean of moving them down and moving them up.
 */
function spreadAround(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  // Both ways have to see equal positions in one order.
  const ordered = wanted.map((position, index) => position + index * 1e-6);
  const down = spread(ordered, gap, low, high);
  const up = spread(
    ordered.map((position) => -position),
    gap,
    -high,
    -low,
  );
  return down.map((position, index) => (position - (up[index] ?? -position)) / 2);
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
