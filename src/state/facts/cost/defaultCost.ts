import type { CostChoice } from './costChoice.ts';

/** A model and a GPU that many have. One GiB of overhead is about what vLLM finds it needs beside the weights of such a model. */
export const DEFAULT_COST: CostChoice = {
  model: 'llama-3-1-8b',
  own: null,
  kvHeads: 8,
  gpu: 'nvidia-h100-80gb-sxm',
  gpus: 1,
  tensorParallel: 1,
  weightType: null,
  cacheType: 'bf16',
  contextTokens: 8_192,
  sourceTokens: 0,
  sequences: 32,
  blockSize: 16,
  utilisation: 0.9,
  overheadGib: 1,
  users: 1_000_000,
  averageTokens: 2_048,
  axes: 'linear',
};
