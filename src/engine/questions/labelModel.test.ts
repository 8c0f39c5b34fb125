import { beforeAll, expect, test } from 'vitest';
import { ENGLISH_SENTENCES } from '../../attention/labels/sentences.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { modelMaps } from '../training/step/evaluate.ts';
import { Labeller } from './labeller.ts';
import { labelModel } from './labelModel.ts';

const shape = { dModel: 128, numHeads: 8, numKvHeads: 2 };
const sentences = ENGLISH_SENTENCES.map((sentence) => sentence.split(' '));

beforeAll(startWasmInNode);

test('no head of ten untrained models gets a label', async () => {
  const labels = [];
  // Draws the nets that these are compared with once.
  const labeller = new Labeller(plainOps);
  for (let net = 0; net < 10; net++)
    labels.push(...(await labelModel(initialParameters(shape, net), shape, sentences[net % 3] ?? [], net, labeller)));
  expect(labels.flat()).toHaveLength(160);
  expect(labels.flat().filter(({ kind }) => kind !== 'diffuse' && kind !== 'none')).toEqual([]);
});

test.each([
  [7, 'A text of 7 tokens is too short for fair labels.'],
  [8, undefined],
  [128, undefined],
  [129, 'A text of 129 tokens is too long for fair labels.'],
])('heads are labelled on 8 to 128 tokens, both included: %i', async (tokens, refusal) => {
  const small = { dModel: 16, numHeads: 2, numKvHeads: 1 };
  const keys = Array.from({ length: tokens }, (_, position) => `word ${position % 5}`);
  const labels = labelModel(initialParameters(small, 0), small, keys, 0);
  if (refusal) await expect(labels).rejects.toThrow(refusal);
  else expect((await labels).map(({ length }) => length)).toEqual([2, 2]);
});

test('the maps of both layers are those of the float64 reference', async () => {
  const parameters = initialParameters(shape, 3);
  const x = modelInput(wordVectors(sentences[0] ?? [], 128, 7), 128);
  const expected = referenceModel(parameters, shape, x).attentionWeights;
  for (const [layer, maps] of (await modelMaps(parameters, shape, x)).entries())
    expect(maxAbsDifference(maps, expected[layer] ?? new Float64Array())).toBeLessThan(1e-5);
});
