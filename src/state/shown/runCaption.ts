import { formatCountOf } from '../../attention/numbers/format.ts';
import type { KvRule, RunConfig } from '../../attention/types.ts';

/** The settings that a saved figure belongs to, one each, for its caption. */
export function runCaption(config: RunConfig, tokens: number, backend: string | undefined): string[] {
  return [
    formatCountOf(config.numHeads, 'query head'),
    `GQA with ${formatCountOf(config.numKvHeads, 'KV head')}`,
    `d_model ${config.dModel}`,
    ...(config.headDim === undefined ? [] : [`d_k ${config.headDim}`]),
    formatCountOf(tokens, 'token'),
    config.causal ? 'causal mask' : 'no mask',
    config.positions ? 'sinusoidal positions' : 'no positions',
    config.bias === 'qkv' ? 'biases on q, k and v' : config.bias ? 'with biases' : 'no biases',
    ...weightsOf(config),
    ...(backend ? [backend] : []),
  ];
}

const RULES: Readonly<Record<KvRule, string>> = {
  mean: 'K and V of GQA and MQA: mean of MHA’s heads',
  rescaled: 'K and V of GQA and MQA: mean of MHA’s heads × √group',
  independent: 'K and V drawn independently',
};

function weightsOf({ trained, kvRule, seed }: RunConfig): string[] {
  if (trained)
    return [
      `layer ${trained.layer + 1} of 2 of three models, each trained with its own KV heads`,
      `seed ${seed} of the words’ vectors`,
    ];
  return [RULES[kvRule], `seed ${seed}`, 'random weights, untrained'];
}
