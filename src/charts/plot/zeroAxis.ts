import { scaleLinear } from 'd3';
import { widest } from '../labels.ts';
import type { PlotTick } from './frame.ts';

interface ZeroAxis {
  readonly y: (value: number) => number;
  readonly yTicks: readonly PlotTick[];
  /** Of its numbers, and of the gap between them and the plot, in px. */
  readonly width: number;
}

/** A vertical axis from 0 at `bottom` to where `most` fits (0 for nothing to fit), all in px but `most`. */
export function zeroAxis(most: number, top: number, bottom: number, em: number): ZeroAxis {
  const y = scaleLinear()
    .domain([0, most || 1])
    .range([bottom, top])
    .nice(4);
  const format = y.tickFormat(4);
  const yTicks = y.ticks(4).map((value) => ({ at: y(value), label: format(value) }));
  const labels = yTicks.map(({ label }) => label);
  return { y, yTicks, width: widest(labels, em) + 0.8 * em };
}
