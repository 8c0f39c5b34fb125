import { expect, it } from 'vitest';
import { sentenceOf } from './MechanismHead.tsx';

it('says of each mechanism who has keys and values', () => {
  expect(sentenceOf('mha', 16, 16)).toBe('Multi-head: every query head has keys and values of its own.');
  expect(sentenceOf('gqa', 16, 4)).toBe('Grouped-query: groups of 4 query heads share a set of keys and values.');
  expect(sentenceOf('mqa', 16, 1)).toBe('Multi-query: all 16 query heads share one set of keys and values.');
});

it('says that one head is all three', () => {
  for (const mechanism of ['mha', 'gqa', 'mqa'] as const)
    expect(sentenceOf(mechanism, 1, 1)).toContain('all three are the same');
});
