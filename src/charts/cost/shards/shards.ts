import { layerTokenBytes } from '../../../attention/cost/cacheBytes.ts';
import type { CachedLayers } from '../../../attention/cost/cachedLayers.ts';
import type { ElementFormat } from '../../../attention/cost/elementTypes.ts';
import { kvHeadsPerGpu } from '../../../attention/cost/serving/tensorParallel.ts';
import type { CostAccent } from '../shared/accents.ts';

/** One layer of one variant. */
export interface LaneVariant {
  /** Unique in its chart: "as published", "MHA", "GQA-8", "MQA". */
  readonly name: string;
  readonly accent: CostAccent;
  /** KV heads of the layer; 1 for MLA's latent. */
  readonly kvHeads: number;
  /** Bytes of K and V of one head and token, or of a token's latent. */
  readonly headBytes: bigint;
  /** True for MLA, whose latent stands in the place of a head. */
  readonly isLatent: boolean;
}

/** Returns what one of such layers keeps. */
export function laneVariant(
  name: string,
  accent: CostAccent,
  layers: CachedLayers,
  format: ElementFormat,
): LaneVariant {
  const headBytes = layerTokenBytes({ ...layers, kvHeads: 1 }, format);
  return { name, accent, kvHeads: layers.kvHeads, headBytes, isLatent: layers.kind === 'mla' };
}

/** Heads that one GPU of a tensor-parallel group holds. */
export interface GpuShard {
  readonly gpu: number;
  /** Index of the first; the others follow it. */
  readonly first: number;
  readonly count: number;
  /** True when an earlier GPU holds the same heads. */
  readonly isCopy: boolean;
}

export interface Shards {
  readonly gpus: readonly GpuShard[];
  /** GPUs that hold the same head. */
  readonly copies: number;
}

/**
 * Returns which KV heads each GPU holds, as vLLM hands them out: neighbours together, and each on as many GPUs as there are too many.
 * Null if the heads cannot be handed out evenly, or if there are none.
 */
export function shardsOf(kvHeads: number, tensorParallel: number): Shards | null {
  if (kvHeads < 1 || (kvHeads % tensorParallel !== 0 && tensorParallel % kvHeads !== 0)) return null;
  const count = kvHeadsPerGpu(kvHeads, tensorParallel);
  const copies = (count * tensorParallel) / kvHeads;
  return {
    copies,
    gpus: Array.from({ length: tensorParallel }, (_, gpu) => ({
      gpu,
      first: Math.floor(gpu / copies) * count,
      count,
      isCopy: gpu % copies > 0,
    })),
  };
}
