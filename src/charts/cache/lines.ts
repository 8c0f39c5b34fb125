import { exactKvCacheBytes } from '../../attention/kvCache.ts';
import type { Count } from '../../attention/numbers/format.ts';
import { headDim, kvHeadChoices, MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import { type AttentionShape, MECHANISMS, type Mechanism } from '../../attention/types.ts';

/** Everything but the length that decides the size of the cache. */
export interface CacheSetup {
  /** `numKvHeads` is GQA's. */
  readonly shape: AttentionShape;
  readonly layers: number;
  readonly sequences: number;
  readonly bytesPerElement: number;
}

/** Bytes against length for one number of KV heads. */
export interface CacheLine {
  /** "GQA", or "8 KV heads" for a count that is none of the three mechanisms'. */
  readonly name: string;
  readonly mechanism?: Mechanism;
  readonly numKvHeads: number;
  /** Bytes at a length in tokens, the nearest number. */
  readonly bytesAt: (tokens: number) => number;
  /** To the last byte. */
  readonly exactBytesAt: (tokens: number) => Count;
}

/**
 * The three mechanisms, then every other valid KV head count, most heads first. Mechanisms that coincide (GQA at either
 * end of its range) are still three lines.
 */
export function cacheLines(setup: CacheSetup): CacheLine[] {
  const { shape, layers, sequences, bytesPerElement } = setup;
  const bytesOf = (numKvHeads: number) => {
    const exactBytesAt = (tokens: number) =>
      exactKvCacheBytes({ layers, numKvHeads, headDim: headDim(shape), tokens, sequences, bytesPerElement });
    return { exactBytesAt, bytesAt: (tokens: number) => Number(exactBytesAt(tokens)) };
  };
  const named = MECHANISMS.map((mechanism) => {
    const { numKvHeads } = shapeOf(mechanism, shape);
    return { name: MECHANISM_SHORT[mechanism], mechanism, numKvHeads, ...bytesOf(numKvHeads) };
  });
  const others = kvHeadChoices(shape.numHeads)
    .filter((count) => named.every((line) => line.numKvHeads !== count))
    .reverse()
    .map((numKvHeads) => ({ name: `${numKvHeads} KV heads`, numKvHeads, ...bytesOf(numKvHeads) }));
  return [...named, ...others];
}

/** All lines in the order of their bytes, most first. */
export function byBytes(lines: readonly CacheLine[]): CacheLine[] {
  return [...lines].sort((a, b) => b.numKvHeads - a.numKvHeads);
}

/** Returns the largest of the caches at a length: it decides the unit of all that stand beside it. */
export function mostBytesAt(lines: readonly CacheLine[], tokens: number): number {
  return Math.max(...lines.map((line) => line.bytesAt(tokens)));
}
