import { formatBytes, formatCount } from '../../../attention/numbers/format.ts';

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** Writes "1.5 GB": powers of 1,000 bytes, as the makers of GPUs count; exact below 1 kB. */
export function decimalBytes(bytes: number): string {
  let size = 1;
  let unit = -1;
  while (Math.round(bytes / size) >= 1000 && unit < DECIMAL_UNITS.length - 1) {
    size *= 1000;
    unit++;
  }
  return unit < 0 ? `${formatCount(bytes)} B` : `${fourDigits.format(bytes / size)} ${DECIMAL_UNITS[unit]}`;
}

/** Writes "14 GiB (15.03 GB)": in both units, which differ by 7 % at this size; a size in exact bytes needs one. */
export function bytesText(bytes: number): string {
  const binary = formatBytes(bytes);
  return binary.endsWith(' B') ? binary : `${binary} (${decimalBytes(bytes)})`;
}
