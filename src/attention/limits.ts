/** Tokens of the text that the page uses; more are kept in the box and counted as left out. */
export const MAX_TOKENS = 512;

/** Tokens that one run takes at most: 2,048² weights for each head are 16 MiB of float32. */
export const MAX_RUN_TOKENS = 2048;

/** Seeds are unsigned 32-bit integers. */
export const MAX_SEED = 2 ** 32 - 1;
