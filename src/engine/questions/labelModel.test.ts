import { beforeAll, expect, test } from 'vitest';
import { ENGLISH_SENTENCES } from '../../attention/labels/sentences.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { modelMaps } from '../training/step/evaluate.ts';
import { labelModel } from './labelModel.ts';

const shape = { dModel: 128, numHeads: 8, numKvHeads: 2 };
const sentences = ENGLISH_SENTENCES.map((sentence) => sentence.split(' '));

beforeAll(startWasmInNode);

test('no head of ten untrained models gets a label', async () => {
  const labels = [];
  for (let net = 0; net < 10; net++)
    labels.push(...(await labelModel(initialParameters(shape, net), shape, sentences[net % 3] ?? [], net)));
  expect(labels.flat()).toHaveLength(160);
  expect(labels.flat().filter(({ kind }) => kind !== 'diffuse' && kind !== 'none')).toEqual([]);
});

test('the maps of both layers are those of the float64 reference', async () => {
  const parameters = initialParameters(shape, 3);
  const x = modelInput(wordVectors(sentences[0] ?? [], 128, 7), 128);
  const expected = referenceModel(parameters, shape, x).attentionWeights;
  for (const [layer, maps] of (await modelMaps(parameters, shape, x)).entries())
    expect(maxAbsDifference(maps, expected[layer] ?? new Float64Array())).toBeLessThan(1e-5);
});
