import { scaleLinear, scaleLog } from 'd3';
import type { CacheAxes } from '../../cache/lengths.ts';

/** A logarithmic axis shows crossings up to here; lines that cross later are told from the rest by words. */
const FARTHEST = 2 ** 32;
/** Places along the axis at which a line is computed, besides those at which it bends. */
const SAMPLES = 96;

/**
 * Returns the power of two at which the axis ends: not before any of `lengths`, the tokens that must be in view; on a logarithmic axis
 * not before the `crossings`, either.
 */
export function contextEnd(lengths: readonly number[], crossings: readonly (number | null)[], axes: CacheAxes): number {
  const far = axes === 'log' ? crossings.map((tokens) => Math.min(FARTHEST, 1.5 * (tokens ?? 0))) : [];
  return 2 ** Math.ceil(Math.log2(Math.max(2, ...lengths, ...far)));
}

/** Returns a scale from `shortest` … `longest` tokens to px. */
export function contextScale(axes: CacheAxes, longest: number, left: number, right: number) {
  const scale = axes === 'log' ? scaleLog() : scaleLinear();
  return scale.domain([axes === 'log' ? 1 : 0, longest]).range([left, right]);
}

/** Returns the whole numbers of tokens, ascending, that draw a line: evenly along the axis, and on both sides of each bend. */
export function sampleTokens(axes: CacheAxes, longest: number, kinks: readonly number[]): number[] {
  const scale = contextScale(axes, longest, 0, SAMPLES);
  const even = Array.from({ length: SAMPLES + 1 }, (_, index) => Math.round(scale.invert(index)));
  const bends = kinks.flatMap((kink) => [kink - 1, kink, kink + 1]);
  const [shortest = 0] = scale.domain();
  const inside = [...even, ...bends].filter((tokens) => tokens >= shortest && tokens <= longest);
  return [...new Set([shortest, ...inside, longest])].sort((a, b) => a - b);
}
