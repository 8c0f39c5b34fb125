import { bytesPerElement, kvCacheBytes } from '../kvCache.ts';
import { formatCount, formatCountOf } from '../numbers/format.ts';

/** What decides how many bytes the KV cache of one mechanism has, in float32. */
export interface AllocatedCache {
  /** Tokens that it has room for. */
  readonly capacity: number;
  readonly layers: number;
  readonly numKvHeads: number;
  readonly headDim: number;
}

const BYTES = bytesPerElement('fp32');

/** Values of one texel of WebGL: a head whose width is no multiple of it is padded to one. */
export const TEXEL = 4;

/** Returns the width of a head on WebGL, whose texels are filled up. */
export function paddedWidth(headDim: number): number {
  return TEXEL * Math.ceil(headDim / TEXEL);
}

/** Returns the bytes of K and V of so many tokens. */
export function bytesOf({ layers, numKvHeads, headDim }: AllocatedCache, tokens: number): number {
  return kvCacheBytes({ layers, numKvHeads, headDim, tokens, sequences: 1, bytesPerElement: BYTES });
}

/** What the bytes that a backend holds say about the formula. */
export interface CacheComparison {
  /** With the numbers in it, its result, and the width of a head as the backend has it: "2 × 24 tokens × … = 12,288 B". */
  readonly formula: string;
  /** Says what comes of it, beginning with "equal" where the two are. */
  readonly verdict: string;
  readonly isEqual: boolean;
}

/**
 * Holds the bytes that a backend accounts for against the formula. On WebGL, with heads as wide as whole texels; nothing else
 * explains a difference away.
 */
export function compareBytes(cache: AllocatedCache, held: number, isWebgl: boolean): CacheComparison {
  const width = isWebgl ? paddedWidth(cache.headDim) : cache.headDim;
  const asHeld = { ...cache, headDim: width };
  const expected = bytesOf(asHeld, cache.capacity);
  const isEqual = held === expected;
  const isPadded = width !== cache.headDim;
  const more = formatCount(Math.abs(held - expected));
  return {
    formula: formulaOf(asHeld),
    isEqual,
    verdict: !isEqual
      ? `not equal: ${more} B ${held > expected ? 'more' : 'fewer'} than the formula says`
      : isPadded
        ? `equal, with padding: on WebGL a texel has ${TEXEL} values, so that a head_dim of ${cache.headDim} takes the room of ${width}. Without it: ${formatCount(bytesOf(cache, cache.capacity))} B`
        : 'equal',
  };
}

function formulaOf(cache: AllocatedCache): string {
  const { layers, capacity, numKvHeads, headDim } = cache;
  const factors = [
    '2',
    ...(layers > 1 ? [formatCountOf(layers, 'layer')] : []),
    formatCountOf(capacity, 'token'),
    formatCountOf(numKvHeads, 'KV head'),
    formatCount(headDim),
    `${BYTES} B`,
  ];
  return `${factors.join(' × ')} = ${formatCount(bytesOf(cache, capacity))} B`;
}
