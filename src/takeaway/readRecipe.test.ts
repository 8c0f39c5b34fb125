import { expect, test } from 'vitest';
import { SHIPPED_RECIPE } from '../attention/trained/recipe.ts';
import { QUESTIONS } from '../attention/trained/shape.ts';
import { readRecipe } from './readRecipe.ts';

const weights = (weight: number) => Object.fromEntries(QUESTIONS.map((question) => [question, weight]));

test('a recipe is read as it was written', () => {
  expect(readRecipe(JSON.parse(JSON.stringify(SHIPPED_RECIPE)))).toEqual(SHIPPED_RECIPE);
});

test.each([
  [{ steps: 'many' }, "The file's recipe has no steps."],
  [{ steps: 0.5 }, "The file's recipe has no steps."],
  [{ steps: 1e7 }, "The file's recipe has no steps."],
  [{ tokensAStep: 0 }, "The file's recipe has no tokensAStep."],
  [{ tokensAStep: 512.5 }, "The file's recipe has no tokensAStep."],
  [{ tokensAStep: 1e15 }, "The file's recipe has no tokensAStep."],
  [{ learningRate: null }, "The file's recipe has no learningRate."],
  [{ phrasePercent: 101 }, "The file's recipe has no phrasePercent."],
  [{ warmUpSteps: 1.5 }, "The file's recipe has no warmUpSteps."],
  [{ warmUpSteps: -1 }, "The file's recipe has no warmUpSteps."],
  [
    { learningRate: 1e300 },
    "The file's recipe has a learning rate of 1e+300, which nothing can be trained with: 1e-8 to 1 can.",
  ],
  [{ learningRate: 1.5 }, "The file's recipe has a learning rate of 1.5, which nothing"],
  [{ learningRate: 0 }, "The file's recipe has a learning rate of 0, which nothing"],
  [{ learningRate: -1e-3 }, "The file's recipe has a learning rate of -0.001, which nothing"],
  [{ questionWeights: { induction: 1 } }, "The file's recipe does not weight all the questions, from 0 to 1,000,000."],
  [{ questionWeights: weights(1e300) }, "The file's recipe does not weight all the questions, from 0 to 1,000,000."],
  [{ questionWeights: weights(-1) }, "The file's recipe does not weight all the questions, from 0 to 1,000,000."],
  [{ questionWeights: weights(0) }, "The file's recipe weights no question, so there is nothing to learn."],
  [{ questionWeights: weights(5e-324) }, "The file's recipe weights no question, so there is nothing to learn."],
  [{ lengths: [] }, "The file's recipe names no sequence lengths from 8 to 256."],
  [{ lengths: [{ until: 1, choices: [16.5] }] }, "The file's recipe names no sequence lengths from 8 to 256."],
  [{ lengths: [{ until: 1, choices: [5] }] }, 'names no sequence lengths from 8 to 256.'],
  [{ lengths: [{ until: 1, choices: [257] }] }, 'names no sequence lengths from 8 to 256.'],
  [{ tokensAStep: 64 }, 'names no sequence lengths from 8 to 64.'],
  [
    { lengths: [{ until: 1, choices: new Array(17).fill(8) }] },
    "The file's recipe names no sequence lengths from 8 to 256.",
  ],
  [{ lengths: [null] }, "The file's recipe names no sequence lengths from 8 to 256."],
])('a recipe with %j is refused with a sentence', (change, sentence) => {
  expect(() => readRecipe({ ...SHIPPED_RECIPE, ...change })).toThrow(sentence);
});

test('what is no table is refused, too', () => {
  for (const json of [null, 7, 'recipe', []]) expect(() => readRecipe(json)).toThrow("The file's recipe has no steps.");
});
