/** For tests: a run computed without an engine. */
import { referenceAttention, referenceSdpa } from '../attention/reference.ts';
import { runInput } from '../attention/runInput.ts';
import { shapeOf } from '../attention/sharing.ts';
import { layerWeights, type ModelParameters } from '../attention/trained/parameters.ts';
import { referenceModel } from '../attention/trained/reference.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../attention/types.ts';
import { drawWeights } from '../attention/weights.ts';
import type { Float32Tensor } from '../safetensors/format.ts';
import { runTensorShapes } from './runFile.ts';

/**
 * What the engine hands out of a run, by the names of the run's file, computed by the float64 reference and rounded to
 * float32.
 *
 * @param models of a run with trained weights, the parameters of each mechanism's model
 */
export function referenceRun(
  keys: readonly string[],
  run: RunConfig,
  models?: Readonly<Record<Mechanism, ModelParameters>>,
): Record<string, Float32Tensor> {
  const shapes = runTensorShapes(run, keys.length);
  const tensors: Record<string, Float32Tensor> = {};
  const put = (name: string, values: Float32Array | Float64Array) => {
    const shape = shapes[name];
    if (!shape) throw new Error(`A run's file has no ${name}.`);
    tensors[name] = { shape, data: Float32Array.from(values) };
  };
  const x = runInput(keys, run);
  put('x', x);
  for (const mechanism of MECHANISMS) {
    const shape = shapeOf(mechanism, run);
    const layer = run.trained?.layer ?? 0;
    const weights = models ? layerWeights(models[mechanism], layer) : drawWeights(mechanism, run);
    const read = models && Float32Array.from(referenceModel(models[mechanism], shape, x).inputs[layer] ?? []);
    if (read) put(`${mechanism}.x`, read);
    for (const [name, linear] of Object.entries({
      w_q: weights.wQ,
      w_k: weights.wK,
      w_v: weights.wV,
      w_o: weights.wO,
    })) {
      put(`${mechanism}.${name}.weight`, linear.weight);
      if (linear.bias) put(`${mechanism}.${name}.bias`, linear.bias);
    }
    const { attentionWeights, output } = referenceAttention({ x: read ?? x, weights, shape, causal: run.causal });
    put(`${mechanism}.attention_weights`, attentionWeights);
    put(`${mechanism}.output`, output);
  }
  const oneHead = { q: x, k: x, v: x, numHeads: 1, numKvHeads: 1, headDim: run.dModel };
  const basic = referenceSdpa({ ...oneHead, ...(run.causal && { causalOffset: 0 }) });
  put('sdpa.attention_weights', basic.attentionWeights);
  put('sdpa.output', basic.output);
  return tensors;
}
