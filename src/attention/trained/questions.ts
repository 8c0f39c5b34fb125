import type { Draws } from './draws.ts';
import { WORDS } from './sequences.ts';
import { QUESTIONS, type Question } from './shape.ts';

/** In place of an answer, where a question is not asked. */
export const NOT_ASKED = -1;

/**
 * The right answers about `ids`, [T, 5 questions] of token ids, `NOT_ASKED` where a question has none:
 * the token before; the one before that; the sequence's first; the last mark at or before; and what followed an earlier
 * occurrence of this token, drawn at random where there are several, unless that is just the token before.
 */
export function answers(ids: Uint8Array, draws: Draws): Int32Array {
  const all = new Int32Array(ids.length * QUESTIONS.length).fill(NOT_ASKED);
  const answer = (position: number, question: Question, id: number | undefined) => {
    if (id !== undefined) all[position * QUESTIONS.length + QUESTIONS.indexOf(question)] = id;
  };
  const seenAt = new Map<number, number[]>();
  let lastMark: number | undefined;
  for (const [position, id] of ids.entries()) {
    if (id >= WORDS) lastMark = id;
    const previous = ids[position - 1];
    answer(position, 'previous', previous);
    answer(position, 'twoBack', ids[position - 2]);
    answer(position, 'first', ids[0]);
    answer(position, 'mark', lastMark);
    const earlier = seenAt.get(id) ?? [];
    if (earlier.length > 0) {
      const followed = ids[(earlier[draws.below(earlier.length)] as number) + 1];
      if (followed !== previous) answer(position, 'induction', followed);
    }
    seenAt.set(id, [...earlier, position]);
  }
  return all;
}
