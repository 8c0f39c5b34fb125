import { randomWords } from '../random.ts';
import type { AttentionShape } from '../types.ts';
import { type ParameterSpec, parameterList, sizeOf } from './shape.ts';

/** The model's parameters by name; shapes as in `parameterList`. */
export type ModelParameters = Readonly<Record<string, Float32Array>>;

/**
 * PyTorch's default initialisation, from the seed and each array's name: linear weights and biases uniform within
 * ±1/√in (`nn.Linear.reset_parameters`), LayerNorms 1 and 0. The same bits everywhere; models that differ in KV heads
 * alone start from the same W_Q, W_O and readouts, and their W_K and W_V begin with the same rows.
 */
export function initialParameters(shape: AttentionShape, seed: number): ModelParameters {
  return Object.fromEntries(parameterList(shape).map((spec) => [spec.name, initial(spec, shape.dModel, seed)]));
}

function initial(spec: ParameterSpec, dModel: number, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(spec));
  if (/\bnorm\./.test(spec.name)) return values.fill(spec.name.endsWith('.weight') ? 1 : 0);
  const nextWord = randomWords(seed, `initial ${spec.name}`);
  const bound = 1 / Math.sqrt(dModel);
  for (let index = 0; index < values.length; index++) values[index] = bound * ((nextWord() + 0.5) / 2 ** 31 - 1);
  return values;
}

/** All parameters one after the other, in the order of `parameterList`. Throws where one is missing or of another size. */
export function flatten(parameters: ModelParameters, shape: AttentionShape): Float32Array {
  const specs = parameterList(shape);
  const flat = new Float32Array(specs.reduce((sum, spec) => sum + sizeOf(spec), 0));
  let offset = 0;
  for (const spec of specs) {
    const values = parameters[spec.name];
    if (values?.length !== sizeOf(spec))
      throw new Error(`${spec.name} should have ${sizeOf(spec)} numbers and has ${values?.length ?? 'none'}.`);
    flat.set(values, offset);
    offset += values.length;
  }
  return flat;
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
