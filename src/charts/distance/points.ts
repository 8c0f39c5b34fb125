import { type Count, formatBytes, formatCountOf } from '../../attention/numbers/format.ts';

/** Distances of several seeds at one number of KV heads. */
interface DistanceSpread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Seeds, ≥ 2. */
  readonly count: number;
}

/** One number of KV heads: its KV cache, and how far its output is from MHA's. */
export interface DistancePoint {
  readonly numKvHeads: number;
  readonly cacheBytes: number;
  /** To the last byte. */
  readonly exactCacheBytes: Count;
  /** ‖output − MHA's‖₂ / ‖MHA's‖₂, ≥ 0; `undefined` before it is measured. */
  readonly distance: number | undefined;
  readonly spread: DistanceSpread | undefined;
}

/** A point that is measured. */
export interface MeasuredPoint extends DistancePoint {
  readonly distance: number;
}

export function measuredPoints(points: readonly DistancePoint[]): MeasuredPoint[] {
  return points.filter((point): point is MeasuredPoint => point.distance !== undefined);
}

/** Three decimals: "0.512". */
function formatDistance(distance: number): string {
  return distance.toFixed(3);
}

/** "4 KV heads: 5,120 B of cache, distance 0.512; 10 seeds: median 0.508, from 0.471 to 0.533" */
export function pointSentence({ numKvHeads, cacheBytes, distance, spread }: DistancePoint): string {
  const measured = distance === undefined ? 'not measured yet' : `distance ${formatDistance(distance)}`;
  const seeds =
    spread &&
    `; ${spread.count} seeds: median ${formatDistance(spread.median)}, from ${formatDistance(spread.least)} to ${formatDistance(spread.most)}`;
  return `${formatCountOf(numKvHeads, 'KV head')}: ${formatBytes(cacheBytes)} of cache, ${measured}${seeds ?? ''}`;
}
