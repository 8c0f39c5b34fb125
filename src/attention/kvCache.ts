import { formatBytes, formatCount, formatCountOf } from './numbers/format.ts';

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

/** Bytes of all cached keys and values (hence the 2). Source: Kwon et al. 2023, section 3. */
export function kvCacheBytes(size: KvCacheSize): number {
  return 2 * size.layers * size.numKvHeads * size.headDim * size.tokens * size.sequences * size.bytesPerElement;
}

/** The same with its numbers substituted: `2 × 1 layer × 4 KV heads × 16 d_k × 10 tokens × 1 sequence × 4 B = 5,120 B`. */
export function kvCacheFormula(size: KvCacheSize): string {
  const factors = [
    '2',
    formatCountOf(size.layers, 'layer'),
    formatCountOf(size.numKvHeads, 'KV head'),
    `${formatCount(size.headDim)} d_k`,
    formatCountOf(size.tokens, 'token'),
    formatCountOf(size.sequences, 'sequence'),
    `${size.bytesPerElement} B`,
  ];
  const bytes = kvCacheBytes(size);
  const exact = `${formatCount(bytes)} B`;
  const short = formatBytes(bytes);
  return `${factors.join(' × ')} = ${exact}${short === exact ? '' : ` (${short})`}`;
}
