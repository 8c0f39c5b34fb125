import { formatDecimalBytes } from '../../attention/numbers/byteUnits.ts';
import { formatBytes } from '../../attention/numbers/format.ts';

/** "12.4 GiB": powers of 1,024, with a sign below 0. */
export function binaryText(bytes: bigint): string {
  return withSign(bytes, (size) => formatBytes(size));
}

/** "13.31 GB": powers of 1,000, with a sign below 0. */
export function decimalText(bytes: bigint): string {
  return withSign(bytes, formatDecimalBytes);
}

function withSign(bytes: bigint, text: (size: number) => string): string {
  return bytes < 0n ? `\u2212${text(Number(-bytes))}` : text(Number(bytes));
}
