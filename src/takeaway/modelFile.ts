import { flatten } from '../attention/trained/parameters.ts';
import { parameterList } from '../attention/trained/shape.ts';
import type { ModelCard, TrainedModel } from '../attention/trained/trainedModel.ts';
import { drawnMarks, markVectors } from '../attention/trained/wordVectors.ts';
import { quoted } from '../errors/quoted.ts';
import { decodeSafetensors } from '../safetensors/decode.ts';
import { encodeSafetensors } from '../safetensors/encode.ts';
import { type Float32Tensor, type NumberType, type SafetensorsFile, shapeText } from '../safetensors/format.ts';
import { MOST_STEPS, readRecipe } from './readRecipe.ts';

const KIND = 'trained-model';
const VERSION = '1';

/**
 * A model as a safetensors file: the arrays of `parameterList` by their PyTorch names, `marks` [8, dModel] with the marks'
 * fixed vectors, and metadata: `format` ("pt"), `app`, `kind`, `version`, and those of `modelMetadata`.
 */
export function modelFile(model: TrainedModel, dtype: NumberType = 'F16'): Uint8Array<ArrayBuffer> {
  const tensors = { ...modelTensors(model), marks: marksTensor(model.shape.dModel) };
  const metadata = { format: 'pt', app: 'HeadRoom', kind: KIND, version: VERSION, ...modelMetadata(model) };
  return encodeSafetensors(tensors, metadata, dtype);
}

/** Reads such a file. Throws a sentence if it is not one, or if an array is missing, of another shape or not finite. */
export function readModelFile(file: Uint8Array): TrainedModel {
  const { tensors, metadata } = decodeSafetensors(file);
  if (metadata['kind'] !== KIND || metadata['version'] !== VERSION)
    throw new Error('This safetensors file holds no model trained by HeadRoom.');
  return readModel(tensors, metadata);
}

/** The model's arrays by their PyTorch names. Throws if one is missing or of another size. */
export function modelTensors({ shape, parameters }: TrainedModel): Record<string, Float32Tensor> {
  flatten(parameters, shape);
  return Object.fromEntries(
    parameterList(shape).map((spec) => [spec.name, { shape: spec.shape, data: parameters[spec.name] as Float32Array }]),
  );
}

/** The marks' vectors, [8, dModel]: no parameters, but without them nobody else could compute what the model does. */
export function marksTensor(dModel: number): Float32Tensor {
  const data = markVectors(dModel);
  return { shape: [data.length / dModel, dModel], data };
}

/**
 * Throws a sentence if the marks of a file are not the page's: what the page computes with would not be what the file says.
 * Older files in float32 hold them before rounding, and are of the same models.
 */
function assertMarks(marks: Float32Tensor | undefined, dModel: number): void {
  if (!marks) throw new Error('A part of the model is missing from the file: “marks”.');
  const isOf = (expected: Float32Array) =>
    marks.data.length === expected.length && marks.data.every((value, index) => value === expected[index]);
  if (!isOf(markVectors(dModel)) && !isOf(drawnMarks(dModel)))
    throw new Error(
      'The vectors of the punctuation marks in the file, “marks”, are not those that HeadRoom computes with.',
    );
}

/** Returns what is known of a model besides its arrays: sizes, `seed`, `steps`, `revision`, and `recipe` and `figures` as JSON. */
export function modelMetadata({ shape, card }: TrainedModel): Record<string, string> {
  return {
    d_model: String(shape.dModel),
    num_heads: String(shape.numHeads),
    num_kv_heads: String(shape.numKvHeads),
    seed: String(card.seed),
    steps: String(card.steps),
    revision: card.revision,
    recipe: JSON.stringify(card.recipe),
    // JSON has no NaN: what was never asked is left out.
    figures: JSON.stringify(
      Object.fromEntries(Object.entries(card.figures).filter(([, value]) => Number.isFinite(value))),
    ),
  };
}

/**
 * Returns the model of which `tensors` and `metadata` hold what `modelTensors` and `modelMetadata` give. Throws a sentence if
 * they do not, or if `marks` are others than the page's.
 */
export function readModel(
  { marks, ...tensors }: SafetensorsFile['tensors'],
  metadata: SafetensorsFile['metadata'],
): TrainedModel {
  const shape = {
    dModel: countOf(metadata, 'd_model'),
    numHeads: countOf(metadata, 'num_heads'),
    numKvHeads: countOf(metadata, 'num_kv_heads'),
  };
  if (shape.dModel % shape.numHeads !== 0 || shape.numHeads % shape.numKvHeads !== 0)
    throw new Error(`${shape.numKvHeads} KV heads, ${shape.numHeads} heads and d_model ${shape.dModel} do not divide.`);
  const parameters = parameterList(shape).map(({ name, shape: expected }) => {
    const tensor = tensors[name];
    if (!tensor) throw new Error(`A part of the model is missing from the file: “${name}”.`);
    if (tensor.shape.length !== expected.length || tensor.shape.join() !== expected.join())
      throw new Error(`The tensor “${name}” has the shape ${shapeText(tensor.shape)}, not ${shapeText(expected)}.`);
    if (!areFinite(tensor.data)) throw new Error(`The tensor “${name}” holds numbers that are not finite.`);
    return [name, tensor.data] as const;
  });
  assertMarks(marks, shape.dModel);
  return { shape, parameters: Object.fromEntries(parameters), card: readCard(metadata) };
}

/** A plain loop: `every` takes four times as long over a million numbers. */
function areFinite(values: Float32Array): boolean {
  for (let index = 0; index < values.length; index++) if (!Number.isFinite(values[index])) return false;
  return true;
}

function readCard(metadata: SafetensorsFile['metadata']): ModelCard {
  const figures = parsed(metadata, 'figures');
  if (typeof figures !== 'object' || figures === null || !Object.values(figures).every(Number.isFinite))
    throw new Error("The file's figures are not a table of numbers.");
  return {
    recipe: readRecipe(parsed(metadata, 'recipe')),
    seed: wholeOf(metadata, 'seed', 0),
    steps: wholeOf(metadata, 'steps', 0, MOST_STEPS),
    figures: figures as ModelCard['figures'],
    revision: quoted(metadata['revision'] ?? 'unknown'),
  };
}

function countOf(metadata: SafetensorsFile['metadata'], key: string): number {
  return wholeOf(metadata, key, 1);
}

function wholeOf(
  metadata: SafetensorsFile['metadata'],
  key: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const given = metadata[key];
  if (given === undefined) throw new Error(`The file does not give its ${key}.`);
  const count = Number(given);
  if (!Number.isSafeInteger(count) || count < least || count > most)
    throw new Error(`The file gives ${key} as “${quoted(given)}”.`);
  return count;
}

function parsed(metadata: SafetensorsFile['metadata'], key: string): unknown {
  try {
    return JSON.parse(metadata[key] ?? '');
  } catch (cause) {
    throw new Error(`The file's ${key} is not JSON.`, { cause });
  }
}
