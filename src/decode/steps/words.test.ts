import { expect, test } from 'vitest';
import { planDecode } from '../../attention/decoding/decodePlan.ts';
import { FAKE_STATUS } from '../../state/testing/fakeEngine.ts';
import { checkText, cutText, introText, stepText } from './words.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);
const exactly = (total: number) => ({ total, totalIsExact: true });

test('the introduction counts the prompt and what comes after it', () => {
  expect(introText(planDecode(words(12), 'rest', 5), 12)).toBe(
    'The first 5 of 12 tokens, the prompt, are read at once (prefill). The other 7 tokens come one at a time: each step computes one new row per head, and reads all keys and values from the cache.',
  );
  expect(introText(planDecode(words(2), 'rest', null), 2)).toContain(
    'The first of 2 tokens, the prompt, is read at once (prefill). The other 1 token comes one at a time:',
  );
  expect(introText(planDecode(words(32), 'repeat', null), 32)).toContain(
    'The whole text, 32 tokens, is the prompt and is read at once (prefill). Then it comes again, one at a time:',
  );
  expect(introText(planDecode(words(40), 'repeat', null), 40)).toContain(
    'The whole text, 40 tokens, is the prompt and is read at once (prefill). Then its first 32 tokens come again, one at a time:',
  );
  expect(introText(planDecode(words(200), 'repeat', null), 200)).toContain(
    'The first 96 tokens of the text are the prompt and are read at once (prefill). Then its first 32 tokens come again,',
  );
});

test('a text that is too long is said to be cut, with how many of how many tokens are used', () => {
  expect(cutText(planDecode(words(200), 'rest', null), 'rest', exactly(1_500))).toBe(
    'The first 128 of 1,500 tokens are decoded: 128 are the most here.',
  );
  expect(cutText(planDecode(words(200), 'repeat', null), 'repeat', { total: 2_048, totalIsExact: false })).toBe(
    'The first 96 of more than 2,048 tokens are the prompt: with the 32 that follow they are 128, the most here.',
  );
  expect(cutText(planDecode(words(128), 'rest', null), 'rest', exactly(128))).toBeNull();
  expect(cutText(planDecode(words(96), 'repeat', null), 'repeat', exactly(96))).toBeNull();
});

test('a text of one token is said to be repeated if its rest was asked for', () => {
  expect(cutText(planDecode(words(1), 'rest', null), 'rest', exactly(1))).toBe(
    'A text of one token has no rest: it is repeated.',
  );
  expect(cutText(planDecode(words(1), 'repeat', null), 'repeat', exactly(1))).toBeNull();
});

test('the time of a step names what computed it', () => {
  const step = { fed: 1, stepMs: 3.21, by: FAKE_STATUS, maps: { mha: null, gqa: null } as never };
  expect(stepText(step)).toBe('The last step took 3.2 ms, all mechanisms together · WebGL · a test');
  expect(stepText({ ...step, fed: 6, stepMs: 3341.7, by: undefined, maps: { gqa: null } as never })).toBe(
    'The last step, of 6 tokens at once, took 3,342 ms',
  );
});

test('rows that are off by more than 1e-5 are a failure, and said to be one', () => {
  expect(checkText({ phase: 'here', difference: 1.19e-7, tokens: 12 })).toEqual({
    text: 'Each row is the row of the full causal forward: largest difference 1.2e-7, over 12 rows of all heads.',
    isRight: true,
  });
  expect(checkText({ phase: 'here', difference: 0, tokens: 1 }).text).toContain(
    'largest difference 0, over 1 row of all heads.',
  );
  expect(checkText({ phase: 'here', difference: 1e-5, tokens: 12 }).isRight).toBe(true);
  expect(checkText({ phase: 'here', difference: 1.1e-5, tokens: 12 })).toEqual({
    text: 'The rows are not those of the full causal forward: largest difference 1.1e-5, over 12 rows of all heads, and not 1e-5 at most.',
    isRight: false,
  });
  expect(checkText({ phase: 'here', difference: Number.POSITIVE_INFINITY, tokens: 12 })).toMatchObject({
    text: expect.stringContaining('largest difference Infinity'),
    isRight: false,
  });
});
