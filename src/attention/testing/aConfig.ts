import type { RunConfig } from '../types.ts';

/** Returns a configuration for tests, with `change`: 6 query heads over 3 KV heads, so that a sharing gone wrong shows. */
export function aConfig(change: Partial<RunConfig> = {}): RunConfig {
  return {
    dModel: 48,
    numHeads: 6,
    numKvHeads: 3,
    causal: true,
    positions: true,
    bias: true,
    seed: 7,
    kvRule: 'mean',
    ...change,
  };
}
