import { expect, test } from 'vitest';
import { initialParameters } from '../trained/parameters.ts';
import { referenceLogits, referenceModel } from '../trained/reference.ts';
import { modelInput, wordVectors } from '../trained/wordVectors.ts';
import { nextWord } from './nextWord.ts';

const dModel = 16;
const shape = { dModel, numHeads: 4, numKvHeads: 2 };
const keys = ['to', ' be', ',', 'or', 'not', ' ,', 'to'];
const parameters = initialParameters(shape, 3);
const vectors = wordVectors(keys, dModel, 1);
const model = referenceModel(parameters, shape, modelInput(vectors, dModel));
const { candidates } = nextWord(model.final.subarray(6 * dModel), parameters, keys, 1);

test('asks the induction readout about each distinct token once, and a mark once however it is spaced', () => {
  expect(candidates.map(({ key }) => key).toSorted()).toEqual([' ,', ' be', 'not', 'or', 'to']);
  const logits = referenceLogits(model, vectors, dModel).subarray((6 * 5 + 4) * keys.length);
  const share = (index: number) => Math.exp(logits[index] as number);
  const total = [0, 1, 2, 3, 4].reduce((sum, index) => sum + share(index), 0);
  for (const { key, probability } of candidates) expect(probability).toBeCloseTo(share(keys.indexOf(key)) / total, 12);
});

test('gives the likeliest first, and probabilities that sum to 1', () => {
  const probabilities = candidates.map(({ probability }) => probability);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
  expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
});
