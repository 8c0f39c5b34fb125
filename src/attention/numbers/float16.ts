/** IEEE 754 half precision: a sign, 5 bits of exponent, 10 of mantissa. JavaScript has no such array everywhere yet. */

/** The halves nearest to `values`, ties to even, as bits; beyond 65,504 they are infinite. */
export function toFloat16(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, halfOf);
}

/** What each half stands for, by its bits; made when the first file is read. A model has a million of them: see `floatOf`. */
let floats: Float32Array | undefined;

/** What `toFloat16` gave, exactly. */
export function fromFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  floats ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => floatOf(bits));
  const values = new Float32Array(halves.length);
  // No `Float32Array.from` here: its iterator takes a tenth of a second for a model, and the page stands still.
  for (let index = 0; index < halves.length; index++) values[index] = floats[halves[index] as number] as number;
  return values;
}

/** The halves nearest to `values`, as floats. Without the table above: for a few numbers it is not worth its making. */
export function roundedToFloat16(values: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => floatOf(halfOf(value)));
}

const LARGEST_EXPONENT = 15;
const SMALLEST_EXPONENT = -14;
const MANTISSA_BITS = 10;

function halfOf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (magnitude === 0) return sign;
  // Math.log2 may be off in its last bit, just below a power of two.
  let exponent = Math.floor(Math.log2(magnitude));
  if (2 ** exponent > magnitude) exponent--;
  if (2 ** (exponent + 1) <= magnitude) exponent++;
  if (exponent > LARGEST_EXPONENT) return sign | 0x7c00;
  const step = 2 ** (Math.max(exponent, SMALLEST_EXPONENT) - MANTISSA_BITS);
  const steps = roundTiesToEven(magnitude / step);
  // The leading 1 of `steps` raises the exponent field by one; a subnormal has none. Rounding up may raise it once more.
  const field = Math.max(exponent, SMALLEST_EXPONENT) - SMALLEST_EXPONENT;
  return sign | ((field << MANTISSA_BITS) + steps);
}

/** The division above is by a power of two, so a tie is a tie. */
function roundTiesToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor + (floor % 2);
  return rest < 0.5 ? floor : floor + 1;
}

function floatOf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const field = (half >> MANTISSA_BITS) & 0x1f;
  const mantissa = half & 0x3ff;
  if (field === 0x1f) return mantissa ? NaN : sign * Infinity;
  const leading = field === 0 ? 0 : 2 ** MANTISSA_BITS;
  return sign * (leading + mantissa) * 2 ** (Math.max(field, 1) - 1 + SMALLEST_EXPONENT - MANTISSA_BITS);
}
