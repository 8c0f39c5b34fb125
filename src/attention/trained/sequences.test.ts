import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawsFrom } from './draws.ts';
import { repeatedPhrase, VOCABULARY, WORDS, zipfText } from './sequences.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const lengths = fc.constantFrom(8, 16, 24, 32, 48, 64, 96, 128);

describe('sequences', () => {
  test('have the length asked for and known ids, and are the same for the same seed', () => {
    fc.assert(
      fc.property(seeds, lengths, fc.constantFrom(repeatedPhrase, zipfText), (seed, length, make) => {
        const ids = make(drawsFrom(seed, 'test'), length);
        expect(ids).toHaveLength(length);
        expect(Math.max(...ids)).toBeLessThan(VOCABULARY);
        expect(make(drawsFrom(seed, 'test'), length)).toEqual(ids);
      }),
    );
  });

  test('are bit by bit what they were when the shipped models were trained', () => {
    expect([...repeatedPhrase(drawsFrom(7, 'phrase'), 16)]).toMatchInlineSnapshot(`
      [
        44,
        39,
        21,
        59,
        15,
        42,
        62,
        8,
        29,
        24,
        7,
        59,
        15,
        42,
        62,
        8,
      ]
    `);
    expect([...zipfText(drawsFrom(7, 'zipf'), 16)]).toMatchInlineSnapshot(`
      [
        24,
        7,
        29,
        46,
        19,
        46,
        26,
        24,
        7,
        40,
        17,
        13,
        30,
        55,
        29,
        71,
      ]
    `);
  });
});

test('a phrase repeats to the end, marks aside', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const ids = repeatedPhrase(drawsFrom(seed, 'test'), 64);
      const fits = (period: number) =>
        ids.every((id, position) => {
          const before = ids[position - period] ?? WORDS;
          return position < 32 + period || id >= WORDS || before >= WORDS || id === before;
        });
      expect(Array.from({ length: 30 }, (_, index) => index + 3).some(fits)).toBe(true);
    }),
  );
});

test('about a twentieth of the tokens of phrases are marks, and three fortieths of those of texts', () => {
  const share = (make: typeof zipfText) => {
    const draws = drawsFrom(1, 'marks');
    const ids = Array.from({ length: 400 }, () => [...make(draws, 64)]).flat();
    return ids.filter((id) => id >= WORDS).length / ids.length;
  };
  expect(share(repeatedPhrase)).toBeCloseTo(0.05, 2);
  expect(share(zipfText)).toBeCloseTo(0.075, 2);
});
