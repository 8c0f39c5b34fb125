/**
 * For a test, or a wait, of hundreds of runs, of thousands of tokens, or of a training: what takes up to a minute and a half
 * on a quiet machine of two cores without a GPU, on one that others keep busy.
 */
export const LONG_MS = 900_000;
