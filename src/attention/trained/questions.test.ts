import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsFrom } from './draws.ts';
import { answers, NOT_ASKED } from './questions.ts';
import { repeatedPhrase, WORDS, zipfText } from './sequences.ts';
import { QUESTIONS, type Question } from './shape.ts';

const MARK = WORDS + 1;

function column(ids: Uint8Array, question: Question, seed = 1): number[] {
  const all = answers(ids, drawsFrom(seed, 'answers'));
  return Array.from(ids, (_, position) => all[position * QUESTIONS.length + QUESTIONS.indexOf(question)] as number);
}

test('answers each question of a sequence by hand', () => {
  const ids = Uint8Array.of(5, 6, MARK, 5, 6, 7);
  expect(column(ids, 'previous')).toEqual([NOT_ASKED, 5, 6, MARK, 5, 6]);
  expect(column(ids, 'twoBack')).toEqual([NOT_ASKED, NOT_ASKED, 5, 6, MARK, 5]);
  expect(column(ids, 'first')).toEqual([5, 5, 5, 5, 5, 5]);
  expect(column(ids, 'mark')).toEqual([NOT_ASKED, NOT_ASKED, MARK, MARK, MARK, MARK]);
  expect(column(ids, 'induction')).toEqual([NOT_ASKED, NOT_ASKED, NOT_ASKED, 6, MARK, NOT_ASKED]);
});

test('does not ask for induction where the token before is the answer', () => {
  expect(column(Uint8Array.of(5, 6, 5, 6, 5), 'induction')).toEqual([-1, -1, -1, -1, -1]);
  expect(column(Uint8Array.of(5, 5, 5), 'induction')).toEqual([-1, -1, -1]);
});

test('asks for induction only what did follow an earlier occurrence, and not the token before', () => {
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(repeatedPhrase, zipfText), (seed, make) => {
      const ids = make(drawsFrom(seed, 'test'), 32);
      for (const [position, answer] of column(ids, 'induction', seed).entries()) {
        if (answer === NOT_ASKED) continue;
        const followed = Array.from(ids.subarray(0, position)).flatMap((id, at) =>
          id === ids[position] ? [ids[at + 1]] : [],
        );
        expect(followed).toContain(answer);
        expect(answer).not.toBe(ids[position - 1]);
      }
    }),
  );
});
