import { type Count, formatBytes, formatCount, formatCountOf } from './numbers/format.ts';

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

const BITS_OF_A_BYTE = 8;

/**
 * Bytes of all cached keys and values (hence the 2), to the last one; a `bigint` from 2⁵³ on, where a `number` can't tell a byte
 * from the next. Of an odd number of int4 elements K takes whole bytes, and so does V. Source: Kwon et al. 2023, section 3.
 */
export function exactKvCacheBytes(size: KvCacheSize): Count {
  const factors = [size.layers, size.numKvHeads, size.headDim, size.tokens, size.sequences];
  const elements = factors.reduce((product, factor) => product * BigInt(factor), BigInt(1));
  const byte = BigInt(BITS_OF_A_BYTE);
  const bytesOfK = (elements * BigInt(size.bytesPerElement * BITS_OF_A_BYTE) + byte - BigInt(1)) / byte;
  const bytes = BigInt(2) * bytesOfK;
  return bytes > BigInt(Number.MAX_SAFE_INTEGER) ? bytes : Number(bytes);
}

/** The same as the nearest number, to draw and to compare with. */
export function kvCacheBytes(size: KvCacheSize): number {
  return Number(exactKvCacheBytes(size));
}

/**
 * The same with its numbers substituted: `2 × 1 layer × 4 KV heads × 16 d_k × 10 tokens × 1 sequence × 4 B = 5,120 B`; where K and V
 * end within a byte, `2 × ⌈1 layer × … × 0.5 B⌉ = 6 B`.
 */
export function kvCacheFormula(size: KvCacheSize): string {
  const bytes = exactKvCacheBytes(size);
  const factors = [
    formatCountOf(size.layers, 'layer'),
    formatCountOf(size.numKvHeads, 'KV head'),
    `${formatCount(size.headDim)} d_k`,
    formatCountOf(size.tokens, 'token'),
    formatCountOf(size.sequences, 'sequence'),
    `${size.bytesPerElement} B`,
  ];
  const product = factors.join(' × ');
  const exact = `${formatCount(bytes)} B`;
  const short = formatBytes(Number(bytes));
  return `2 × ${endsWithinByte(size) ? `⌈${product}⌉` : product} = ${exact}${short === exact ? '' : ` (${short})`}`;
}

/** True when the number of int4 elements in K, and in V, is odd: the last byte of each is half empty. */
function endsWithinByte({
  layers,
  numKvHeads,
  headDim,
  tokens,
  sequences,
  bytesPerElement: bytes,
}: KvCacheSize): boolean {
  return bytes < 1 && [layers, numKvHeads, headDim, tokens, sequences].every((factor) => factor % (1 / bytes) !== 0);
}
