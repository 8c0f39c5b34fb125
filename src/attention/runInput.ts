import { layerInput } from './embeddings.ts';
import { modelInput, wordVectors } from './trained/wordVectors.ts';
import type { RunConfig } from './types.ts';

/**
 * What a run starts from, [tokens, dModel]: the attention layer's input where weights are random, and what the first
 * block of each model reads, before its LayerNorm, where they are trained.
 */
export function runInput(tokens: readonly string[], config: RunConfig): Float32Array {
  const { trained, dModel, seed } = config;
  return trained ? modelInput(wordVectors(tokens, dModel, seed), dModel) : layerInput(tokens, config);
}
