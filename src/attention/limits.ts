/**
 * Tokens of the text that the page uses; more are kept in the box and counted as left out. One head of 2,048² weights is
 * 16 MiB of float32.
 */
export const MAX_TOKENS = 2048;

/** Seeds are unsigned 32-bit integers. */
export const MAX_SEED = 2 ** 32 - 1;
