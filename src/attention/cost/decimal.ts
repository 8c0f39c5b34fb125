const BYTES_PER_GIB = 2n ** 30n;

/**
 * Returns `count` times the decimal number that `factor` prints as, rounded down: 0.9 is nine tenths, and not the double beside
 * it, which would lose a byte of some memories.
 *
 * @param factor finite and ≥ 0
 */
export function timesDecimal(count: bigint, factor: number): bigint {
  const [digits = '', exponent = '0'] = String(factor).split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  const scale = fraction.length - Number(exponent);
  const product = count * BigInt(whole + fraction);
  return scale > 0 ? product / 10n ** BigInt(scale) : product * 10n ** BigInt(-scale);
}

/** Bytes of so many GiB (2³⁰ bytes), rounded down. */
export function bytesOfGib(gib: number): bigint {
  return timesDecimal(BYTES_PER_GIB, gib);
}
