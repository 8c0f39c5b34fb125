import { COLORS, scalePosition } from './weightScale.ts';

const LAST = COLORS - 1;

/** Magenta: a weight that is not a number is an error upstream. It must show, and must not pass for "masked" or 0. */
const NOT_A_WEIGHT = new Uint32Array(Uint8Array.of(255, 0, 255, 255).buffer)[0] ?? 0;

/** Fully transparent: the hatching behind the canvas shows through. */
export const MASKED_PIXEL = 0;

/**
 * The colour of entry round(255·√weight) as one RGBA word in the machine's own byte order; `colors` are a table's words.
 * Rounding in the softmax may leave a weight a hair above 1. `| 0` after adding a half rounds as `Math.round` does, in a
 * quarter of the time; it would make 0 of NaN, which the comparison keeps out.
 */
export function cellColor(weight: number | undefined, colors: Uint32Array): number {
  if (weight === undefined || !(weight >= 0)) return NOT_A_WEIGHT;
  return colors[Math.min(LAST, (LAST * scalePosition(weight) + 0.5) | 0)] ?? NOT_A_WEIGHT;
}
