import { labelledText, targetsOf } from '../../../attention/labels/targets.ts';
import type { NextWord } from '../../../attention/next-word/nextWord.ts';
import type { Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { ofMechanisms } from '../answers/ofPicture.ts';
import { derive } from '../derive.ts';
import { selectTokenization } from '../tokens.ts';
import { selectRequest } from '../wanted.ts';

/** What the models take for the next token of the present text. */
interface NextWords {
  readonly guesses: Readonly<Partial<Record<Mechanism, NextWord>>>;
  /** What a candidate's key reads as. */
  readonly labelOf: (key: string) => string;
  /** The last token, as it reads: whose earlier occurrences the guesses copy from. */
  readonly last: string;
  /** Whether there are any, with something after them. Without, a guess has no grounds. */
  readonly hasGrounds: boolean;
  /** Whether any token of the text has such grounds: without, no head shows that it copies. */
  readonly textHasGrounds: boolean;
}

/** The guesses of the mechanisms whose maps on screen are those that are wanted; null where there are none. */
const selectGuesses: (state: AppState) => NextWords['guesses'] | null = derive(
  (state) => [state.nextWord, state.result, selectRequest(state)] as const,
  (answer, result, request) => {
    const known = ofMechanisms(answer, result, request);
    return known.length > 0 ? Object.fromEntries(known) : null;
  },
);

/** Null where weights are random, the text is empty or too long, or the guess on its way. */
export const selectNextWords: (state: AppState) => NextWords | null = derive(
  (state) => [selectGuesses(state), selectTokenization(state).tokens],
  (guesses, tokens) => {
    const last = tokens.at(-1);
    if (guesses === null || last === undefined) return null;
    const labels = new Map(tokens.map(({ key, label }) => [key, label]));
    const keys = tokens.map(({ key }) => key);
    const targets = targetsOf('induction', labelledText(keys));
    return {
      guesses,
      labelOf: (key) => labels.get(key) ?? key,
      last: last.label,
      hasGrounds: (targets.at(-1)?.length ?? 0) > 0,
      textHasGrounds: targets.some((found) => found.length > 0),
    };
  },
);
