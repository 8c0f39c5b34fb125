import type { CostAccent } from '../shared/accents.ts';

/** Needs of one variant on one GPU. */
export interface MemoryBar {
  /** Unique in its chart: "as published", "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly accent: CostAccent;
  /** Null if the number of weights is not known: then nothing is said about whether it fits. */
  readonly weightBytes: bigint | null;
  /** K and V of all sequences. */
  readonly cacheBytes: bigint;
  readonly overheadBytes: bigint;
}

/** Parts of a bar, in the order in which they are stacked. */
export const PARTS = ['weights', 'overhead', 'cache', 'free', 'too much'] as const;
export type MemoryPart = (typeof PARTS)[number];

export interface MemorySegment {
  readonly part: MemoryPart;
  /** Bytes below it. */
  readonly start: bigint;
  readonly bytes: bigint;
}

/** A bar's parts; what is beyond the limit is "too much", whichever part it belongs to. */
export interface MemoryStackBar extends MemoryBar {
  readonly total: bigint;
  readonly segments: readonly MemorySegment[];
  /** Bytes to spare; negative for as many too many. */
  readonly free: bigint;
}

/** Stacks weights, overhead and cache up to `limit` bytes; parts of nothing are left out. */
export function stackOf(bar: MemoryBar, limit: bigint): MemoryStackBar {
  const parts = [
    ['weights', bar.weightBytes ?? 0n],
    ['overhead', bar.overheadBytes],
    ['cache', bar.cacheBytes],
  ] as const;
  const segments: MemorySegment[] = [];
  let total = 0n;
  for (const [part, bytes] of parts) {
    const room = limit > total ? limit - total : 0n;
    const inside = bytes < room ? bytes : room;
    if (inside > 0n) segments.push({ part, start: total, bytes: inside });
    total += bytes;
  }
  const free = limit - total;
  if (free > 0n) segments.push({ part: 'free', start: total, bytes: free });
  if (free < 0n) segments.push({ part: 'too much', start: limit, bytes: -free });
  return { ...bar, total, segments, free };
}
