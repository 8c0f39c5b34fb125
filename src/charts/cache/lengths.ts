export type CacheAxes = 'linear' | 'log';

/** Where the logarithmic axis ends: the longest context that most open models of 2024 and 2025 offer. */
const LOG_END_TOKENS = 131_072;
const LINEAR_END_TOKENS = 1024;

/** Keys move the reading this share of a linear axis, or by this factor on a logarithmic one. */
const LINEAR_STEPS = 64;
const LOG_FACTOR = 2 ** 0.25;
/** Page Up and Page Down are this many steps. */
const PAGE_STEPS = 8;

/** The round length at which the axis ends, comfortably beyond `tokens`. */
export function longestLength(tokens: number, axes: CacheAxes): number {
  const beyond = 2 * 2 ** Math.ceil(Math.log2(Math.max(1, tokens)));
  return Math.max(axes === 'log' ? LOG_END_TOKENS : LINEAR_END_TOKENS, beyond);
}

/** The length read after a key, 1 … `longest`; `undefined` for a key that moves nothing. */
export function lengthAfterKey(key: string, length: number, longest: number, axes: CacheAxes): number | undefined {
  const move = (steps: number) => {
    const next = axes === 'log' ? length * LOG_FACTOR ** steps : length + (steps * longest) / LINEAR_STEPS;
    // At short lengths a factor is less than a token, and a key that does nothing seems broken.
    const moved = Math.sign(steps) * Math.max(1, Math.abs(Math.round(next) - length));
    return Math.min(longest, Math.max(1, length + moved));
  };
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return move(1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return move(-1);
    case 'PageUp':
      return move(PAGE_STEPS);
    case 'PageDown':
      return move(-PAGE_STEPS);
    case 'Home':
      return 1;
    case 'End':
      return longest;
    default:
      return undefined;
  }
}
