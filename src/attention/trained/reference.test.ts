import { expect, test } from 'vitest';
import { referenceAttention } from '../reference.ts';
import { maxAbsDifference } from '../selfChecks.ts';
import { initialParameters, layerWeights } from './parameters.ts';
import { referenceLogits, referenceModel } from './reference.ts';
import { modelInput, wordVectors } from './wordVectors.ts';

const shape = { dModel: 16, numHeads: 4, numKvHeads: 2 };
const parameters = initialParameters(shape, 3);
const vectors = wordVectors(['to', 'be', ',', 'or', 'not'], 16, 1);
const x = modelInput(vectors, 16);

test('is causal: a prefix gives the first rows', () => {
  const [whole, prefix] = [referenceModel(parameters, shape, x), referenceModel(parameters, shape, x.subarray(0, 48))];
  expect(maxAbsDifference(whole.final.subarray(0, 48), prefix.final)).toBeLessThan(1e-14);
});

test('reads the normed input in its first block', () => {
  const normed = Float64Array.from(x);
  for (let row = 0; row < 5; row++) {
    const values = normed.subarray(16 * row, 16 * (row + 1));
    const mean = values.reduce((sum, value) => sum + value) / 16;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 16 + 1e-5);
    values.set(values.map((value) => (value - mean) / deviation));
  }
  const layer = referenceAttention({ x: normed, weights: layerWeights(parameters, 0), shape, causal: true });
  const [first] = referenceModel(parameters, shape, x).attentionWeights;
  expect(maxAbsDifference(first ?? new Float64Array(), layer.attentionWeights)).toBeLessThan(1e-14);
});

test('gives rows of unit variance after the final LayerNorm, and logits for each question', () => {
  const model = referenceModel(parameters, shape, x);
  const row = model.final.subarray(32, 48);
  expect(row.reduce((sum, value) => sum + value * value, 0) / 16).toBeCloseTo(1, 4);
  const logits = referenceLogits(model, vectors, 16);
  expect(logits).toHaveLength(5 * 5 * 5);
  const readout = model.readouts.subarray(2 * 80 + 16, 2 * 80 + 32);
  const byHand = readout.reduce((sum, value, feature) => sum + value * (vectors[3 * 16 + feature] as number), 0) / 4;
  expect(logits[2 * 25 + 5 + 3]).toBeCloseTo(byHand, 12);
});
