/** Smallest and largest whole number that a field may hold. */
export interface Limits {
  readonly least: number;
  readonly most: number;
}

// Far beyond any model that exists, and small enough that all products of them are exact integers in float64.
export const LAYER_COUNT: Limits = { least: 1, most: 10_000 };
export const HEAD_COUNT: Limits = { least: 1, most: 100_000 };
export const HEAD_WIDTH: Limits = { least: 1, most: 100_000 };
export const MODEL_WIDTH: Limits = { least: 1, most: 10_000_000 };
export const TOKEN_COUNT: Limits = { least: 1, most: 1_000_000_000_000 };

/** True when `value` is a whole number within `limits`. A file's 32.0 is one. */
export function isWhole(value: unknown, { least, most }: Limits): value is number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
