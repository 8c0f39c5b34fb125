import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import { kvCacheBytes } from '../../../attention/kvCache.ts';
import { parameterCounts } from '../../../attention/parameters.ts';
import { TYPE_BYTES } from '../../../safetensors/format.ts';
import type { OpenCheckpoint } from '../../facts/checkpoint/checkpointState.ts';

/** What the attention of a model with so many KV heads costs. */
export interface ModelFigures {
  /** Weights of W_Q, W_K, W_V and W_O in all of the model's layers; biases are a thousandth and are left out. */
  readonly parameters: number;
  /** Bytes of the KV cache of the text's tokens, in all layers, in the type of the files. */
  readonly cacheBytes: number;
  /** Bytes of the cache of one token. */
  readonly cacheBytesPerToken: number;
}

/** Figures of the whole model, also if only its first layers are here. */
export function modelFigures(
  { config, type }: Pick<OpenCheckpoint, 'config' | 'type'>,
  numKvHeads: number,
  tokens: number,
): ModelFigures {
  const { numLayers: layers, headDim } = config;
  const cache = (length: number) =>
    kvCacheBytes({ layers, numKvHeads, headDim, tokens: length, sequences: 1, bytesPerElement: TYPE_BYTES[type] ?? 4 });
  return {
    parameters: layers * parameterCounts({ ...sizesOf(config), numKvHeads }, false).total,
    cacheBytes: cache(tokens),
    cacheBytesPerToken: cache(1),
  };
}

function sizesOf({ dModel, numHeads, headDim }: CheckpointConfig) {
  return { dModel, numHeads, headDim };
}
