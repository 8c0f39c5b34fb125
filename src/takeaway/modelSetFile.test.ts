import { expect, test } from 'vitest';
import { initialParameters } from '../attention/trained/parameters.ts';
import { SHIPPED_RECIPE } from '../attention/trained/recipe.ts';
import type { ModelSet, TrainedModel } from '../attention/trained/trainedModel.ts';
import { markVectors } from '../attention/trained/wordVectors.ts';
import { MECHANISMS, type Mechanism } from '../attention/types.ts';
import { decodeSafetensors } from '../safetensors/decode.ts';
import { encodeSafetensors } from '../safetensors/encode.ts';
import { modelFile } from './modelFile.ts';
import { MODEL_SET_MOST_BYTES, modelSetFile, openModelSet, readModelSetFile } from './modelSetFile.ts';

function modelOf(numKvHeads: number, numHeads = 4, dModel = 16): TrainedModel {
  const shape = { dModel, numHeads, numKvHeads };
  const card = { recipe: SHIPPED_RECIPE, seed: 3, steps: 40, figures: { loss: numKvHeads }, revision: 'abc' };
  return { shape, parameters: initialParameters(shape, numKvHeads), card };
}

const setOf = (change: Partial<Record<Mechanism, TrainedModel>> = {}): ModelSet => ({
  title: 'small, 2 KV heads, seed 3 – "ключ"',
  models: { mha: modelOf(4), gqa: modelOf(2), mqa: modelOf(1), ...change },
});

test('three models come back from their file bit by bit', () => {
  expect(readModelSetFile(modelSetFile(setOf()))).toEqual(setOf());
});

test('the file has each model’s arrays by their PyTorch names, and the marks once', () => {
  const { tensors, metadata } = decodeSafetensors(modelSetFile(setOf()));
  expect(Object.keys(tensors)).toHaveLength(3 * 24 + 1);
  for (const [index, mechanism] of MECHANISMS.entries())
    expect(tensors[`${mechanism}.blocks.1.attention.w_v.weight`]?.shape).toEqual([16 / 2 ** index, 16]);
  expect(tensors['marks']?.shape).toEqual([8, 16]);
  expect(metadata).toMatchObject({ format: 'pt', app: 'HeadRoom', 'gqa.num_kv_heads': '2', 'mqa.seed': '3' });
});

test('bad files are refused with a sentence', () => {
  const file = modelSetFile(setOf());
  const { tensors, metadata } = decodeSafetensors(file);
  const name = 'gqa.blocks.0.attention.w_k.bias';
  const { [name]: bias, ...others } = tensors;
  const nan = { shape: [8], data: new Float32Array(8).fill(NaN) };
  const refusals: [Uint8Array, string][] = [
    [new TextEncoder().encode('dear diary, today'), 'This is not a safetensors file.'],
    [file.subarray(0, file.length - 4), 'The file was cut off: '],
    [file.subarray(0, 40), 'The file was cut off: '],
    [encodeSafetensors(tensors, { format: 'pt' }), 'holds no MHA, GQA and MQA trained by HeadRoom.'],
    [modelFile(modelOf(4)), 'holds no MHA, GQA and MQA trained by HeadRoom.'],
    [
      encodeSafetensors(others, metadata),
      'GQA: A part of the model is missing from the file: “blocks.0.attention.w_k.bias”.',
    ],
    [
      encodeSafetensors({ ...others, [name]: { ...nan, shape: [4, 2] } }, metadata),
      'w_k.bias” has the shape [4, 2], not [8]',
    ],
    [
      encodeSafetensors({ ...others, [name]: nan }, metadata),
      'GQA: The tensor “blocks.0.attention.w_k.bias” holds numbers that',
    ],
    [modelSetFile(setOf({ mqa: modelOf(2) })), '4, 2, 2 KV heads with 4 heads are not an MHA, a GQA and an MQA.'],
    [modelSetFile(setOf({ gqa: modelOf(2, 8) })), 'The three models differ in more than their KV heads.'],
    [
      modelSetFile({ title: '', models: { mha: modelOf(4, 4, 24), gqa: modelOf(2, 4, 24), mqa: modelOf(1, 4, 24) } }),
      '4 heads at d_model 24 are not sizes that HeadRoom uses.',
    ],
  ];
  expect(bias?.shape).toEqual([8]);
  for (const [bad, sentence] of refusals) expect(() => readModelSetFile(bad)).toThrow(sentence);
});

test('three models whose file has other marks than the page are refused', () => {
  const { tensors, metadata } = decodeSafetensors(modelSetFile(setOf()));
  const { marks, ...others } = tensors;
  const zeros = { shape: [8, 16], data: new Float32Array(128) };
  expect(marks?.data).toEqual(markVectors(16));
  expect(() => readModelSetFile(encodeSafetensors({ ...others, marks: zeros }, metadata))).toThrow(
    'MHA: The vectors of the punctuation marks in the file, “marks”, are not those that HeadRoom computes with.',
  );
});

test('a model that can’t be run is refused, and its mechanism named', () => {
  const { tensors, metadata } = decodeSafetensors(modelSetFile(setOf()));
  const name = 'mqa.blocks.1.attention.w_v.weight';
  const overflowing = { shape: [4, 16], data: new Float32Array(64).fill(3e38) };
  expect(() => readModelSetFile(encodeSafetensors({ ...tensors, [name]: overflowing }, metadata))).toThrow(
    'MQA: Its numbers grow too large to compute with, in “blocks.1.attention.w_v”.',
  );
});

test('a file that the user opens is read unless it is too large', async () => {
  expect(await openModelSet(new Blob([modelSetFile(setOf())]))).toEqual(setOf());
  const large = new Blob([new Uint8Array(MODEL_SET_MOST_BYTES + 1)]);
  await expect(openModelSet(large)).rejects.toThrow(
    "It is larger than 32 MiB, more than any file of HeadRoom's models takes.",
  );
});

test('a figure that could not be measured stays out of the file', () => {
  const mqa = modelOf(1);
  const unmeasured = { ...mqa, card: { ...mqa.card, figures: { ...mqa.card.figures, 'mark.accuracy': NaN } } };
  expect(readModelSetFile(modelSetFile(setOf({ mqa: unmeasured })))).toEqual(setOf());
});

test('a title is cut where it is too long for a choice or a caption, and there always is one', () => {
  const titleAs = (title: string) => readModelSetFile(modelSetFile({ ...setOf(), title })).title;
  expect(titleAs('a'.repeat(80))).toBe('a'.repeat(80));
  expect(titleAs('🙂'.repeat(10_000))).toBe(`${'🙂'.repeat(78)} …`);
  expect(titleAs('  ')).toBe('models without a title');
  expect(titleAs('\u202e\u2066')).toBe('models without a title');
});

test('a title disturbs nothing around it, however often it is saved and opened', () => {
  const titleAs = (title: string) => readModelSetFile(modelSetFile({ ...setOf(), title })).title;
  expect(titleAs('my\u202emodels\n2')).toBe('mymodels 2');
  expect(titleAs(`z${'\u0301\u0316'.repeat(200)}`)).toMatch(/^\P{M}\p{Mn}{1,3}$/u);
  expect(titleAs(titleAs('מודל'))).toBe('\u2068מודל\u2069');
});
