import type { DotLayout } from './layout.ts';

/** Upwards and downwards, a dot this much farther to the side counts as one farther away. */
const SIDEWAYS = 3;

/**
 * Returns the index of the dot that a key leads to from that of `index`: left and right through all of them, year by year; up and down to the
 * nearest in sight. Undefined for a key that moves nothing.
 */
export function dotAfterKey(key: string, index: number, dots: readonly DotLayout[]): number | undefined {
  const last = dots.length - 1;
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowUp':
      return nearest(dots, index, -1);
    case 'ArrowDown':
      return nearest(dots, index, 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** Finds the nearest dot above (−1) or below (1); the same one if there is none. */
function nearest(dots: readonly DotLayout[], index: number, direction: -1 | 1): number {
  const from = dots[index];
  if (!from) return index;
  let [best, least] = [index, Number.POSITIVE_INFINITY];
  for (const [other, { x, y }] of dots.entries()) {
    const rise = direction * (y - from.y);
    const cost = rise + SIDEWAYS * Math.abs(x - from.x);
    if (rise > 0.5 && cost < least) [best, least] = [other, cost];
  }
  return best;
}
