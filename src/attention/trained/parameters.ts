import { randomWords } from '../random/random.ts';
import type { AttentionShape, AttentionWeights, LinearWeights } from '../types.ts';
import { type ParameterSpec, parameterList, sizeOf } from './shape.ts';

/** The model's parameters by name; shapes as in `parameterList`. */
export type ModelParameters = Readonly<Record<string, Float32Array>>;

/**
 * PyTorch's default initialisation, from the seed and each array's name: linear weights and biases uniform within
 * ±1/√in (`nn.Linear.reset_parameters`), LayerNorms 1 and 0. The same bits everywhere; models that differ in KV heads
 * alone start from the same W_Q, W_O and readouts, and their W_K and W_V begin with the same rows.
 */
export function initialParameters(shape: AttentionShape, seed: number): ModelParameters {
  return Object.fromEntries(parameterList(shape).map((spec) => [spec.name, initialValues(spec, shape.dModel, seed)]));
}

/** One array of `initialParameters`, for a caller that draws them one by one. */
export function initialValues(spec: ParameterSpec, dModel: number, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(spec));
  if (/\bnorm\./.test(spec.name)) return values.fill(spec.name.endsWith('.weight') ? 1 : 0);
  const nextWord = randomWords(seed, `initial ${spec.name}`);
  const bound = 1 / Math.sqrt(dModel);
  for (let index = 0; index < values.length; index++) values[index] = bound * ((nextWord() + 0.5) / 2 ** 31 - 1);
  return values;
}

/** Throws a sentence where an array of a model of `shape` is missing or of another size. */
export function assertParameters(parameters: ModelParameters, shape: AttentionShape): void {
  for (const spec of parameterList(shape)) valuesOf(parameters, spec);
}

/** All parameters one after the other, in the order of `parameterList`. Throws where one is missing or of another size. */
export function flatten(parameters: ModelParameters, shape: AttentionShape): Float32Array {
  const specs = parameterList(shape);
  const flat = new Float32Array(specs.reduce((sum, spec) => sum + sizeOf(spec), 0));
  let offset = 0;
  for (const spec of specs) {
    const values = valuesOf(parameters, spec);
    flat.set(values, offset);
    offset += values.length;
  }
  return flat;
}

function valuesOf(parameters: ModelParameters, spec: ParameterSpec): Float32Array {
  const values = parameters[spec.name];
  if (values?.length === sizeOf(spec)) return values;
  throw new Error(`${spec.name} should have ${sizeOf(spec)} numbers, but has ${values?.length ?? 'none'}.`);
}

/** The inverse of `flatten`; the arrays are copies. */
export function unflatten(flat: Float32Array, shape: AttentionShape): ModelParameters {
  let offset = 0;
  return Object.fromEntries(
    parameterList(shape).map((spec) => {
      const first = offset;
      offset += sizeOf(spec);
      return [spec.name, flat.slice(first, offset)] as const;
    }),
  );
}

/** A linear layer or a LayerNorm by its name. Throws where the parameters lack it. */
export function linearOf(parameters: ModelParameters, name: string): Required<LinearWeights> {
  const [weight, bias] = [parameters[`${name}.weight`], parameters[`${name}.bias`]];
  if (!weight || !bias) throw new Error(`The model has no ${name}.`);
  return { weight, bias };
}

/** The attention layer of block `layer`. */
export function layerWeights(parameters: ModelParameters, layer: number): AttentionWeights {
  const projection = (name: string) => linearOf(parameters, `blocks.${layer}.attention.${name}`);
  return { wQ: projection('w_q'), wK: projection('w_k'), wV: projection('w_v'), wO: projection('w_o') };
}
