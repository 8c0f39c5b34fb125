import { expect, test } from 'vitest';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { initialParameters } from '../../attention/trained/parameters.ts';
import { referenceModel } from '../../attention/trained/reference.ts';
import { modelInput, wordVectors } from '../../attention/trained/wordVectors.ts';
import { float64Input } from './float64Input.ts';

test.each([
  // Enough tokens that rows are computed in several steps.
  { shape: { dModel: 32, numHeads: 2, numKvHeads: 1 }, tokens: 600 },
  { shape: { dModel: 64, numHeads: 8, numKvHeads: 2 }, tokens: 7 },
])('the inputs of both layers are those of the reference model, of $tokens tokens', async ({ shape, tokens }) => {
  const parameters = initialParameters(shape, 3);
  const words = Array.from({ length: tokens }, (_, position) => `word ${position % 41}`);
  const x = modelInput(wordVectors(words, shape.dModel, 7), shape.dModel);
  const { inputs } = referenceModel(parameters, shape, x);
  for (const [layer, expected] of inputs.entries())
    expect(maxAbsDifference(await float64Input({ shape, parameters }, x, layer), expected)).toBeLessThan(1e-12);
});
