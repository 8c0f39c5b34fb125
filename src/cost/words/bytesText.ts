import { formatBytes, formatCount } from '../../attention/numbers/format.ts';

/** Powers of 1,000 bytes, the largest that any figure is given in last. */
const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'] as const;
const MAX_EXACT_BYTES = 99_999;

const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

/** "12.4 GiB": powers of 1,024. */
export function binaryText(bytes: bigint): string {
  return withSign(bytes, (size) => formatBytes(size));
}

/** "13.31 GB": powers of 1,000. */
export function decimalText(bytes: bigint): string {
  return withSign(bytes, (size) => {
    if (size <= MAX_EXACT_BYTES) return `${formatCount(size)} B`;
    let [value, unit] = [size / 1_000, 0];
    // 999.96 kB would print as "1,000 kB": the digits shown decide the unit.
    while (Math.round(value) >= 1_000 && unit < DECIMAL_UNITS.length - 1) {
      value /= 1_000;
      unit++;
    }
    return `${fourDigits.format(value)} ${DECIMAL_UNITS[unit]}`;
  });
}

/** "1 GiB = 1.074 GB": both, each named; the bytes alone if there are so few that both would say the same. */
export function bothText(bytes: bigint): string {
  const [binary, decimal] = [binaryText(bytes), decimalText(bytes)];
  return binary === decimal ? binary : `${binary} = ${decimal}`;
}

function withSign(bytes: bigint, text: (size: number) => string): string {
  return bytes < 0n ? `\u2212${text(Number(-bytes))}` : text(Number(bytes));
}
