import type { AttentionWeights, LinearWeights } from '../../attention/types.ts';

/** The same layer with its K and V heads, all together, repeated `times` over: MQA's one head for every query head. */
export function repeatKv(weights: AttentionWeights, times: number): AttentionWeights {
  const repeat = ({ weight, bias }: LinearWeights): LinearWeights => ({
    weight: repeated(weight, times),
    ...(bias && { bias: repeated(bias, times) }),
  });
  return { ...weights, wK: repeat(weights.wK), wV: repeat(weights.wV) };
}

function repeated(values: Float32Array, times: number): Float32Array {
  const all = new Float32Array(values.length * times);
  for (let time = 0; time < times; time++) all.set(values, time * values.length);
  return all;
}
