import { formatCountOf } from '../attention/format.ts';
import type { RunConfig } from '../attention/types.ts';

/** The settings that a saved figure belongs to, one each, for its caption. */
export function runCaption(config: RunConfig, tokens: number, backend: string | undefined): string[] {
  return [
    formatCountOf(config.numHeads, 'query head'),
    `GQA with ${formatCountOf(config.numKvHeads, 'KV head')}`,
    `d_model ${config.dModel}`,
    formatCountOf(tokens, 'token'),
    config.causal ? 'causal mask' : 'no mask',
    config.positions ? 'sinusoidal positions' : 'no positions',
    config.bias ? 'with biases' : 'no biases',
    config.kvRule === 'mean' ? 'K and V of GQA and MQA: mean of MHA’s heads' : 'K and V drawn independently',
    `seed ${config.seed}`,
    'random weights, untrained',
    ...(backend ? [backend] : []),
  ];
}
