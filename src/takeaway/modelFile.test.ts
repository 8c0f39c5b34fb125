import { expect, test } from 'vitest';
import { initialParameters } from '../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../attention/trained/recipe.ts';
import type { TrainedModel } from '../attention/trained/trainedModel.ts';
import { drawnMarks, markVectors } from '../attention/trained/wordVectors.ts';
import { decodeSafetensors } from '../safetensors/decode.ts';
import { encodeSafetensors } from '../safetensors/encode.ts';
import { modelFile, readModelFile } from './modelFile.ts';

const shape = { dModel: 16, numHeads: 4, numKvHeads: 2 };
const model: TrainedModel = {
  shape,
  parameters: initialParameters(shape, 1),
  card: { recipe: SHIPPED_RECIPE, seed: 1, steps: SHIPPED_RECIPE.steps, figures: { loss: 0.7 }, revision: 'abc' },
};

test('a model comes back from its file, in float32 bit by bit', () => {
  expect(readModelFile(modelFile(model, 'F32'))).toEqual(model);
});

test('float16 is within half a thousandth of each parameter', () => {
  const { parameters } = readModelFile(modelFile(model));
  for (const [name, values] of Object.entries(model.parameters))
    for (const [index, value] of values.entries())
      expect(Math.abs((parameters[name]?.[index] as number) - value)).toBeLessThanOrEqual(
        Math.abs(value) * 2 ** -11 + 2 ** -25,
      );
});

test('the marks of a file are the page’s to the last bit, in float16 as in float32', () => {
  for (const dtype of ['F16', 'F32'] as const)
    expect(decodeSafetensors(modelFile(model, dtype)).tensors['marks']?.data).toEqual(markVectors(16));
});

test('a file with other marks is refused, and one from before they were rounded is read', () => {
  const { tensors, metadata } = decodeSafetensors(modelFile(model, 'F32'));
  const withMarks = (data: Float32Array, shape = [8, 16]) =>
    encodeSafetensors({ ...tensors, marks: { shape, data } }, metadata);
  expect(readModelFile(withMarks(drawnMarks(16)))).toEqual(model);
  const others = markVectors(16).with(20, 0.5);
  const sentence =
    'The vectors of the punctuation marks in the file, “marks”, are not those that HeadRoom computes with.';
  for (const marks of [others, drawnMarks(16).with(20, 0.5), others.with(20, NaN)])
    expect(() => readModelFile(withMarks(marks))).toThrow(sentence);
  expect(() => readModelFile(withMarks(markVectors(8), [8, 8]))).toThrow(sentence);
  const { marks: _left, ...withoutMarks } = tensors;
  expect(() => readModelFile(encodeSafetensors(withoutMarks, metadata))).toThrow(
    'A part of the model is missing from the file: “marks”.',
  );
});

test('bad files are refused with a sentence', () => {
  const { tensors, metadata } = decodeSafetensors(modelFile(model, 'F32'));
  const { 'norm.bias': _, ...others } = tensors;
  const refusal =
    (changed: typeof tensors, header = metadata) =>
    () =>
      readModelFile(encodeSafetensors(changed, header));
  expect(refusal(tensors, { format: 'pt' })).toThrow('holds no model trained by HeadRoom');
  expect(refusal(others)).toThrow('A part of the model is missing from the file: “norm.bias”.');
  expect(refusal({ ...others, 'norm.bias': { shape: [8], data: new Float32Array(8) } })).toThrow(
    'The tensor “norm.bias” has the shape [8], not [16].',
  );
  const broken = { shape: [16], data: new Float32Array(16).fill(NaN) };
  expect(refusal({ ...tensors, 'norm.bias': broken })).toThrow(
    'The tensor “norm.bias” holds numbers that are not finite.',
  );
  expect(refusal(tensors, { ...metadata, num_kv_heads: '3' })).toThrow(
    '3 KV heads, 4 heads and d_model 16 do not divide.',
  );
  expect(refusal(tensors, { ...metadata, num_heads: 'many' })).toThrow('The file gives num_heads as “many”.');
  const { d_model: _left, ...withoutWidth } = metadata;
  expect(refusal(tensors, withoutWidth)).toThrow('The file does not give its d_model.');
  expect(refusal(tensors, { ...metadata, recipe: '{' })).toThrow("The file's recipe is not JSON.");
  expect(refusal(tensors, { ...metadata, steps: '1e15' })).toThrow('The file gives steps as “1e15”.');
  expect(refusal(tensors, { ...metadata, recipe: 'null' })).toThrow("The file's recipe has no steps.");
  expect(refusal(tensors, { ...metadata, figures: '{"loss":"low"}' })).toThrow(
    "The file's figures are not a table of numbers.",
  );
  expect(refusal(tensors, { ...metadata, seed: '-1' })).toThrow('The file gives seed as “-1”.');
});
