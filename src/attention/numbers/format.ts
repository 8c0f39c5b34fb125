/** Printed figures, in one style everywhere: English digits and separators, whatever the browser's language. */

const count = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Powers of 1,024 bytes, the largest that any figure is given in last. */
export const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;
const MAX_EXACT_BYTES = 99_999;

/** What stands in place of a weight where the causal mask hides the key. */
export const MASKED = 'masked';

/** A whole number: exact as a `bigint`, and as a `number` below 2⁵³. */
export type Count = number | bigint;

/** "263,168"; "≈ 16,760,000,000,000,000" of a number so large that not every whole number has one of its own. */
export function formatCount(value: Count): string {
  const isExact = typeof value === 'bigint' || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return isExact ? count.format(value) : `≈ ${fourDigits.format(value)}`;
}

/** "1 layer", "4 KV heads": `singular` with an s unless the count is 1. */
export function formatCountOf(value: Count, singular: string): string {
  return `${formatCount(value)} ${singular}${Number(value) === 1 ? '' : 's'}`;
}

/** Weights below this differ from 0 in nothing that a reading is for. */
const LEAST_WEIGHT = 0.001;

/** "0.412", "0.0120", "< 0.001": an attention weight wherever it is read and not computed with. */
export function formatWeight(weight: number): string {
  return weight < LEAST_WEIGHT ? `< ${LEAST_WEIGHT}` : weight.toPrecision(3);
}

/**
 * Exact bytes up to "99,999 B"; from there binary units (powers of 1,024) with up to 4 significant digits.
 *
 * @param beside the largest figure of those that stand side by side: it decides the unit of all of them, so that what looks
 * larger is larger
 */
export function formatBytes(bytes: number, beside = bytes): string {
  if (beside <= MAX_EXACT_BYTES) return `${formatCount(bytes)} B`;
  let size = 1024;
  let unit = 0;
  // 1,023.6 KiB would print as "1,024 KiB": the digits shown decide the unit.
  while (Math.round(beside / size) >= 1024 && unit < BINARY_UNITS.length - 1) {
    size *= 1024;
    unit++;
  }
  return `${fourDigits.format(bytes / size)} ${BINARY_UNITS[unit]}`;
}

/** "37.5 %", "−46.9 %": up to 3 significant digits, a narrow no-break space, a true minus sign. */
export function formatPercent(fraction: number): string {
  return `${threeDigits.format(fraction * 100).replace('-', '\u2212')}\u202f%`;
}
