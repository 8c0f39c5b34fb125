import type { StepAxis } from './curveLine.ts';

/** Keys move the reading this share of a linear axis, or by this factor on a logarithmic one. */
const LINEAR_STEPS = 100;
const LOG_FACTOR = 2 ** 0.125;
/** Page Up and Page Down are this many moves. */
const PAGE_MOVES = 10;

const MOVES: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: PAGE_MOVES,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -PAGE_MOVES,
};

/** The step read after a key, 1 … `last`; `undefined` for a key that moves nothing. */
export function stepAfterKey(key: string, step: number, last: number, axis: StepAxis): number | undefined {
  if (key === 'Home') return 1;
  if (key === 'End') return last;
  const moves = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined;
  if (moves === undefined) return undefined;
  const distance =
    axis === 'log' ? step * (LOG_FACTOR ** Math.abs(moves) - 1) : (Math.abs(moves) * last) / LINEAR_STEPS;
  // A key that does nothing seems broken.
  const next = step + Math.sign(moves) * Math.max(1, Math.round(distance));
  return Math.min(last, Math.max(1, next));
}
