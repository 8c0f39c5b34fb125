import { layerInput } from './embeddings.ts';
import { modelInput, wordVectors } from './trained/wordVectors.ts';
import type { RunConfig } from './types.ts';

/**
 * What a run starts from, [tokens, dModel]: the attention layer's input where weights are random, and what the first
 * block of each model reads, before its LayerNorm, where they are trained. `tokens` stand at the positions from `first` on.
 */
export function runInput(tokens: readonly string[], config: RunConfig, first = 0): Float32Array {
  const { trained, dModel, seed } = config;
  if (trained) return modelInput(wordVectors(tokens, dModel, seed), dModel, tokens.length, first);
  return layerInput(tokens, config, first);
}
