import { scaleLinear } from 'd3';
import { widest } from '../labels.ts';
import type { PlotTick } from './frame.ts';

interface VerticalAxis {
  readonly y: (value: number) => number;
  readonly yTicks: readonly PlotTick[];
  /** Of its numbers, and of the gap between them and the plot, in px. */
  readonly width: number;
  /** Where it begins, as its label says it; undefined where that is 0. */
  readonly beginsAt: string | undefined;
}

/** An axis begins at 0 unless all values lie above this share of the largest: then that would leave them too little room. */
const ZERO_BELOW = 0.25;
/** Free below the least value, as a share of the range. */
const MARGIN = 0.1;

/** A vertical axis from 0 at `bottom` to where `most` fits (0 for nothing to fit), all in px but `most`. */
export function zeroAxis(most: number, top: number, bottom: number, em: number): VerticalAxis {
  return verticalAxis(0, most || 1, top, bottom, em);
}

/** A vertical axis for `values` (some, or none), from 0 or, where they lie far above it, from just below the least. */
export function lossAxis(values: readonly number[], top: number, bottom: number, em: number): VerticalAxis {
  const known = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const isFar = least < most && least > ZERO_BELOW * most;
  if (!isFar) return zeroAxis(known.length === 0 ? 0 : most, top, bottom, em);
  return verticalAxis(least - MARGIN * (most - least), most, top, bottom, em);
}

function verticalAxis(begin: number, most: number, top: number, bottom: number, em: number): VerticalAxis {
  const y = scaleLinear().domain([begin, most]).range([bottom, top]).nice(4);
  const format = y.tickFormat(4);
  const yTicks = y.ticks(4).map((value) => ({ at: y(value), label: format(value) }));
  const labels = yTicks.map(({ label }) => label);
  const [first = 0] = y.domain();
  return { y, yTicks, width: widest(labels, em) + 0.8 * em, beginsAt: first === 0 ? undefined : format(first) };
}
