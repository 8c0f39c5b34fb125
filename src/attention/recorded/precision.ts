const FLOAT32_BITS = 24;
/** Those of bfloat16, the shortest type that a recording has. */
const LEAST_BITS = 8;
const MANTISSA = 0x7fffff;

/**
 * Returns how many significant bits the numbers use, the leading one included: at most 24 if they were kept as float32, 11 as
 * float16, 8 as bfloat16. The numbers tell, not the file's type: bfloat16 is often saved as float32.
 */
export function significantBits(values: Float32Array): number {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let used = 0;
  for (let index = 0; index < words.length; index++) used |= words[index] as number;
  const mantissa = used & MANTISSA;
  const unused = 31 - Math.clz32(mantissa & -mantissa);
  return mantissa === 0 ? LEAST_BITS : Math.max(LEAST_BITS, FLOAT32_BITS - unused);
}

/** Returns the largest error of rounding to so many significant bits, in proportion to the number: 2⁻⁸ for bfloat16. */
export function unitRoundoff(bits: number): number {
  return 2 ** -bits;
}

/** Returns the name of the smallest usual type that holds so many significant bits. */
export function typeNameOf(bits: number): string {
  if (bits <= LEAST_BITS) return 'bfloat16';
  return bits <= 11 ? 'float16' : 'float32';
}
