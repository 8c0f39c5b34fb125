import { flatten } from '../attention/trained/parameters.ts';
import type { Recipe } from '../attention/trained/recipe.ts';
import { parameterList } from '../attention/trained/shape.ts';
import type { ModelCard, TrainedModel } from '../attention/trained/trainedModel.ts';
import { markVectors } from '../attention/trained/wordVectors.ts';
import { decodeSafetensors, encodeSafetensors, type Float32Tensor, type NumberType } from './safetensors.ts';

const KIND = 'trained-model';
const VERSION = '1';

/**
 * A model as a safetensors file: the arrays of `parameterList` by their PyTorch names, `marks` [8, dModel] with the marks'
 * fixed vectors, and metadata: `format` ("pt"), `app`, `kind`, `version`, `d_model`, `num_heads`, `num_kv_heads`, `seed`,
 * `steps`, `revision`, and `recipe` and `figures` as JSON.
 */
export function modelFile(
  { shape, parameters, card }: TrainedModel,
  dtype: NumberType = 'F16',
): Uint8Array<ArrayBuffer> {
  flatten(parameters, shape);
  const tensors = parameterList(shape).map((spec): [string, Float32Tensor] => [
    spec.name,
    { shape: spec.shape, data: parameters[spec.name] as Float32Array },
  ]);
  const marks = markVectors(shape.dModel);
  tensors.push(['marks', { shape: [marks.length / shape.dModel, shape.dModel], data: marks }]);
  return encodeSafetensors(
    Object.fromEntries(tensors),
    {
      format: 'pt',
      app: 'HeadRoom',
      kind: KIND,
      version: VERSION,
      d_model: String(shape.dModel),
      num_heads: String(shape.numHeads),
      num_kv_heads: String(shape.numKvHeads),
      seed: String(card.seed),
      steps: String(card.steps),
      revision: card.revision,
      recipe: JSON.stringify(card.recipe),
      figures: JSON.stringify(card.figures),
    },
    dtype,
  );
}

/** Reads such a file. Throws a sentence where it is none, or where an array is missing, of another shape or not finite. */
export function readModelFile(file: Uint8Array): TrainedModel {
  const { tensors, metadata } = decodeSafetensors(file);
  if (metadata['kind'] !== KIND || metadata['version'] !== VERSION)
    throw new Error('This safetensors file holds no model trained by HeadRoom.');
  const shape = {
    dModel: countOf(metadata, 'd_model'),
    numHeads: countOf(metadata, 'num_heads'),
    numKvHeads: countOf(metadata, 'num_kv_heads'),
  };
  if (shape.dModel % shape.numHeads !== 0 || shape.numHeads % shape.numKvHeads !== 0)
    throw new Error(`${shape.numKvHeads} KV heads, ${shape.numHeads} heads and d_model ${shape.dModel} do not divide.`);
  const parameters = parameterList(shape).map(({ name, shape: expected }) => {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`The file has no ${name}.`);
    if (tensor.shape.join() !== expected.join())
      throw new Error(`${name} is [${tensor.shape.join(', ')}], where [${expected.join(', ')}] was due.`);
    if (!tensor.data.every(Number.isFinite)) throw new Error(`${name} holds numbers that are not finite.`);
    return [name, tensor.data] as const;
  });
  return {
    shape,
    parameters: Object.fromEntries(parameters),
    card: {
      recipe: parsed(metadata, 'recipe') as Recipe,
      seed: Number(metadata['seed']),
      steps: Number(metadata['steps']),
      figures: parsed(metadata, 'figures') as ModelCard['figures'],
      revision: metadata['revision'] ?? 'unknown',
    },
  };
}

function countOf(metadata: Readonly<Record<string, string>>, key: string): number {
  const count = Number(metadata[key]);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`The file gives ${key} as ${metadata[key]}.`);
  return count;
}

function parsed(metadata: Readonly<Record<string, string>>, key: string): unknown {
  try {
    return JSON.parse(metadata[key] ?? '');
  } catch (cause) {
    throw new Error(`The file's ${key} is not JSON.`, { cause });
  }
}
