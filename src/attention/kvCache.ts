import type { Count } from './numbers/format.ts';

/** What decides the size of a KV cache. Query heads are not among it: Q is never cached. */
export interface KvCacheSize {
  readonly layers: number;
  readonly numKvHeads: number;
  /** d_k, in features. */
  readonly headDim: number;
  /** Tokens of each sequence. */
  readonly tokens: number;
  readonly sequences: number;
  readonly bytesPerElement: number;
}

const BYTES_PER_ELEMENT = { fp32: 4, fp16: 2, fp8: 1, int4: 0.5 } as const;

/** Bytes of one cached element: fp32 4, fp16 and bf16 2, fp8 and int8 1, int4 ½ (scales of quantised caches left out). */
export function bytesPerElement(elementType: keyof typeof BYTES_PER_ELEMENT): number {
  return BYTES_PER_ELEMENT[elementType];
}

/**
 * Bytes of all cached keys and values (hence the 2), to the last one; a `bigint` from 2⁵³ on, where a `number` can't tell a byte
 * from the next. Of an odd number of int4 elements K takes whole bytes, and so does V. Source: Kwon et al. 2023, section 3.
 */
export function exactKvCacheBytes(size: KvCacheSize): Count {
  const bitsOfK = elementsOfK(size) * BigInt(8 * size.bytesPerElement);
  const bytes = 2n * ((bitsOfK + 7n) / 8n);
  const nearest = Number(bytes);
  return Number.isSafeInteger(nearest) ? nearest : bytes;
}

/** Elements of all cached keys; there are as many of values. */
export function elementsOfK({ layers, numKvHeads, headDim, tokens, sequences }: KvCacheSize): bigint {
  return BigInt(layers * numKvHeads * headDim) * BigInt(tokens) * BigInt(sequences);
}

/** The same as the nearest number, to draw and to compare with. */
export function kvCacheBytes(size: KvCacheSize): number {
  return Number(exactKvCacheBytes(size));
}
