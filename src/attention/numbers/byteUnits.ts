import { formatBytes, formatCount } from './format.ts';

/** Powers of 1,000 bytes, the largest that any figure is given in last. */
const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
const MAX_EXACT_BYTES = 99_999;
const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** "15.03 GB": powers of 1,000 bytes, as the makers of GPUs count; exact where `formatBytes` is. */
export function formatDecimalBytes(bytes: number): string {
  if (bytes <= MAX_EXACT_BYTES) return `${formatCount(bytes)} B`;
  let [value, unit] = [bytes / 1_000, 0];
  // 999.96 kB would print as "1,000 kB": the digits shown decide the unit.
  while (Math.round(value) >= 1_000 && unit < DECIMAL_UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${fourDigits.format(value)} ${DECIMAL_UNITS[unit]}`;
}

/** "14 GiB (15.03 GB)": in both units, which differ by 7 % at this size; exact bytes once. */
export function formatBothBytes(bytes: number | bigint): string {
  const size = Number(bytes);
  const binary = formatBytes(size);
  return binary.endsWith(' B') ? binary : `${binary} (${formatDecimalBytes(size)})`;
}
