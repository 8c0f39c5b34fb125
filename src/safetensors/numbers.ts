import { fromFloat16 } from '../attention/numbers/float16.ts';
import { quoted } from '../errors/quoted.ts';

/** The types whose numbers are read, as float32, without loss. */
const READABLE = ['F32', 'F16', 'BF16'] as const;
export type ReadableType = (typeof READABLE)[number];

/** Throws a sentence if the numbers of tensor `name` are of a type that is not read. */
export function assertReadable(name: string, dtype: string): asserts dtype is ReadableType {
  if (!READABLE.some((type) => type === dtype))
    throw new Error(`The tensor “${quoted(name)}” is of type “${quoted(dtype)}”; only F32, F16 and BF16 are read.`);
}

/**
 * Returns a file's numbers as float32.
 *
 * @param bytes of a whole number of elements
 * @param into takes the numbers from its start, if given: memory that is used again costs a tenth of new memory
 */
export function toFloat32(bytes: ArrayBuffer, dtype: ReadableType, into?: Float32Array): Float32Array {
  // Browsers run on little-endian machines only, so the file's bytes are a typed array's.
  if (dtype === 'F32') return filled(new Float32Array(bytes), into);
  if (dtype === 'F16') return filled(fromFloat16(new Uint16Array(bytes)), into);
  const halves = new Uint16Array(bytes);
  const values = into?.subarray(0, halves.length) ?? new Float32Array(halves.length);
  const bits = new Uint32Array(values.buffer, values.byteOffset, halves.length);
  // A bfloat16 is the upper half of the float32.
  for (let index = 0; index < halves.length; index++) bits[index] = (halves[index] as number) << 16;
  return values;
}

function filled(values: Float32Array, into: Float32Array | undefined): Float32Array {
  if (!into) return values;
  into.set(values);
  return into.subarray(0, values.length);
}
