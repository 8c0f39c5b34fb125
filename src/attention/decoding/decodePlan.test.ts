import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_DECODED, MAX_REPEATED, planDecode } from './decodePlan.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);

test('half of a text is the prompt, and the rest of it follows', () => {
  expect(planDecode(words(9), 'rest', null)).toEqual({ kind: 'rest', tokens: words(9), prompt: 4, used: 9 });
  expect(planDecode(words(9), 'rest', 7)).toMatchObject({ prompt: 7 });
});

test('a prompt leaves a token to decode, however long it was asked to be', () => {
  expect(planDecode(words(3), 'rest', 100)).toMatchObject({ prompt: 2 });
  expect(planDecode(words(2), 'rest', null)).toMatchObject({ prompt: 1, tokens: words(2) });
});

test('a text of one token has no rest: it is repeated', () => {
  expect(planDecode(['a'], 'rest', null)).toEqual({ kind: 'repeat', tokens: ['a', 'a'], prompt: 1, used: 1 });
});

test('a repeated text is the prompt as a whole, and its first 32 tokens follow', () => {
  expect(planDecode(words(2), 'repeat', 1)).toEqual({
    ...{ kind: 'repeat', prompt: 2, used: 2 },
    tokens: ['w0', 'w1', 'w0', 'w1'],
  });
  expect(planDecode(words(40), 'repeat', null).tokens).toEqual([...words(40), ...words(32)]);
  expect(planDecode(words(97), 'repeat', null)).toMatchObject({ prompt: 96, used: 96 });
});

test('no plan has more than 128 tokens, and each has one to decode and begins with the text', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom('rest' as const, 'repeat' as const),
      fc.option(fc.integer({ min: 1, max: MAX_DECODED - 1 })),
      (length, kind, asked) => {
        const text = words(length);
        const { tokens, prompt, used } = planDecode(text, kind, asked);
        expect(tokens.length).toBeLessThanOrEqual(MAX_DECODED);
        expect(prompt).toBeGreaterThanOrEqual(1);
        expect(prompt).toBeLessThan(tokens.length);
        expect(tokens.slice(0, used)).toEqual(text.slice(0, used));
        expect(tokens.length - used).toBeLessThanOrEqual(MAX_REPEATED);
      },
    ),
  );
});
