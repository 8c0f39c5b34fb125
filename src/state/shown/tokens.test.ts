import { expect, it } from 'vitest';
import { stateWith } from '../testing/states.ts';
import { selectTokenization } from './tokens.ts';
import { selectRequest } from './wanted.ts';

it.each([
  { tokenizer: 'whitespace', text: 'word '.repeat(2_049) },
  { tokenizer: 'words', text: 'word '.repeat(2_049) },
  { tokenizer: 'characters', text: 'a'.repeat(2_049) },
] as const)('counts a text of more than 2,048 tokens whole and asks for it up to there ($tokenizer)', (settings) => {
  const state = stateWith(settings);
  expect(selectTokenization(state)).toMatchObject({ total: 2_049, totalIsExact: true });
  expect(selectTokenization(state).tokens).toHaveLength(2_048);
  expect(selectRequest(state)?.tokens).toHaveLength(2_048);
});
