import { expect, it } from 'vitest';
import { assertKvHeads, kvHeadChoices, maxTokens, scoreScale } from './config.ts';
import { GPT2, LLAMA } from './testing/aConfig.ts';

it.each([
  [14, 2, [1, 2, 14]],
  [9, 3, [1, 3, 9]],
  [12, 12, [1, 2, 3, 4, 6, 12]],
  [32, 8, [1, 2, 4, 8, 16, 32]],
  [71, 1, [1, 71]],
])('a model of %i query heads and %i KV heads can have %j', (numHeads, numKvHeads, choices) => {
  expect(kvHeadChoices({ numHeads, numKvHeads })).toEqual(choices);
  for (let count = -1; count <= numHeads + 1; count++) {
    const ask = () => assertKvHeads({ numHeads, numKvHeads }, count);
    if (choices.includes(count)) ask();
    else expect(ask).toThrow(/KV heads neither pool nor copy the \d+ of this model: use 1, /);
  }
});

it('divides scores by the root of the head’s width, and by the layer’s number if the model does', () => {
  expect(scoreScale(LLAMA, 3)).toBe(0.5);
  expect(scoreScale({ ...LLAMA, scalesByLayer: true }, 3)).toBe(0.125);
  expect(scoreScale({ ...LLAMA, scalesScores: false }, 3)).toBe(1);
});

it('takes no more tokens than the model has positions, and no more than 128', () => {
  expect([LLAMA, GPT2, { ...GPT2, maxPositions: 1024 }].map(maxTokens)).toEqual([128, 12, 128]);
});
