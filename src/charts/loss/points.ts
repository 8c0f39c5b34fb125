import { kvCacheBytes } from '../../attention/kvCache.ts';
import { formatBytes, formatCountOf } from '../../attention/numbers/format.ts';
import { headDim } from '../../attention/sharing.ts';
import { LAYERS } from '../../attention/trained/shape.ts';
import type { AttentionShape } from '../../attention/types.ts';

/** One number of KV heads: its KV cache, and the measured loss of the models trained with it. */
export interface LossPoint {
  readonly numKvHeads: number;
  /** See `modelCacheBytes`. */
  readonly cacheBytes: number;
  /** Mean over the trainings, in nats. */
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** How many models were trained, with a seed each; ≥ 1. */
  readonly trainings: number;
}

/** The chart's caches are those of so many tokens. A text's own would move every point with each keystroke. */
export const CACHE_TOKENS = 1024;

/** KV cache of a whole trained model, both layers, for one sequence of `CACHE_TOKENS` in float32, in bytes. */
export function modelCacheBytes(shape: AttentionShape): number {
  return kvCacheBytes({
    layers: LAYERS,
    numKvHeads: shape.numKvHeads,
    headDim: headDim(shape),
    tokens: CACHE_TOKENS,
    sequences: 1,
    bytesPerElement: 4,
  });
}

/** "4 KV heads: 1 MiB of cache, loss 0.912; 3 seeds, from 0.812 to 1.012" */
export function lossSentence({ numKvHeads, cacheBytes, mean, min, max, trainings }: LossPoint): string {
  const spread = trainings > 1 ? `; ${trainings} seeds, from ${min.toFixed(3)} to ${max.toFixed(3)}` : '';
  return `${formatCountOf(numKvHeads, 'KV head')}: ${formatBytes(cacheBytes)} of cache, loss ${mean.toFixed(3)}${spread}`;
}
