/**
 * The safetensors file format: 8 bytes with the header's length (little-endian), a JSON header, then the tensors' bytes
 * without gaps. Source: github.com/huggingface/safetensors, README, "Format".
 */

/** A float32 tensor. `data` is row-major and holds the product of `shape`. */
export interface Float32Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: Readonly<Record<string, Float32Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** How a file holds the numbers that are written here, with their bytes. */
export const NUMBER_BYTES = { F32: 4, F16: 2 } as const;
export type NumberType = keyof typeof NUMBER_BYTES;

/** Bytes of an element of each type that the format names, whether it can be read here or not. */
export const TYPE_BYTES: Readonly<Record<string, number>> = {
  ...{ F64: 8, I64: 8, U64: 8, F32: 4, I32: 4, U32: 4, F16: 2, BF16: 2, I16: 2, U16: 2 },
  ...{ F8_E4M3: 1, F8_E5M2: 1, I8: 1, U8: 1, BOOL: 1 },
};

/** The header's entry of a tensor. */
export interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte and one past the last, counted from the end of the header. */
  readonly data_offsets: readonly [number, number];
}

/** Of the header's length, which a file begins with. */
export const LENGTH_BYTES = 8;
/** Where the header has the metadata, beside the tensors' names. */
export const METADATA_KEY = '__metadata__';

/** Sizes that a sentence names of a shape: twice those of any tensor of a model. */
const MOST_SIZES = 4;

/** Returns a shape for a sentence: "[8, 64]", of a file's many sizes "[1, 1, 1, 1, …]". */
export function shapeText(shape: readonly number[]): string {
  const sizes = shape.slice(0, MOST_SIZES).map(String);
  return `[${[...sizes, ...(shape.length > MOST_SIZES ? ['…'] : [])].join(', ')}]`;
}

/** How many numbers a tensor of this shape has. */
export function elementsOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
