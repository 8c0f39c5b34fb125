/** For tests, here and in `e2e/`: proves a run's file by computing it anew with the float64 reference. */
import { referenceAttention, referenceSdpa } from '../attention/reference.ts';
import { scaledDifference } from '../attention/selfChecks.ts';
import { hasBias, shapeOf } from '../attention/sharing.ts';
import { type LinearWeights, MECHANISMS } from '../attention/types.ts';
import type { Projection } from '../attention/weights.ts';
import type { SafetensorsFile } from '../safetensors/format.ts';
import type { RunSettings } from './runFile.ts';

/**
 * The largest difference, in proportion to numbers above 1, between each result in the file and the same computed from
 * the file's own inputs and weights, with the settings in its metadata: e.g. `{ 'mha.output': 3e-7, … }`.
 */
export function runDifferences({ tensors, metadata }: SafetensorsFile): Record<string, number> {
  const settings = JSON.parse(metadata['settings'] ?? '{}') as RunSettings;
  const data = (name: string): Float32Array => {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`The file has no tensor ${name}.`);
    return tensor.data;
  };
  const linear = (name: string, projection: Projection): LinearWeights => {
    const weight = data(`${name}.weight`);
    return hasBias(settings.bias, projection) ? { weight, bias: data(`${name}.bias`) } : { weight };
  };
  const x = data('x');
  const differences: Record<string, number> = {};
  const compare = (name: string, results: { attentionWeights: Float64Array; output: Float64Array }) => {
    differences[`${name}.attention_weights`] = scaledDifference(
      data(`${name}.attention_weights`),
      results.attentionWeights,
    );
    differences[`${name}.output`] = scaledDifference(data(`${name}.output`), results.output);
  };
  for (const mechanism of MECHANISMS) {
    const weights = {
      wQ: linear(`${mechanism}.w_q`, 'wQ'),
      wK: linear(`${mechanism}.w_k`, 'wK'),
      wV: linear(`${mechanism}.w_v`, 'wV'),
      wO: linear(`${mechanism}.w_o`, 'wO'),
    };
    const shape = shapeOf(mechanism, settings);
    const input = settings.trained ? data(`${mechanism}.x`) : x;
    compare(mechanism, referenceAttention({ x: input, weights, shape, causal: settings.causal }));
  }
  const oneHead = { q: x, k: x, v: x, numHeads: 1, numKvHeads: 1, headDim: settings.dModel };
  compare('sdpa', referenceSdpa({ ...oneHead, ...(settings.causal && { causalOffset: 0 }) }));
  return differences;
}
