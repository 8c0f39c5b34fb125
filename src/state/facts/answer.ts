import type { RunRequest } from '../../attention/run/request.ts';

/**
 * Something worked out about the picture on screen, in the background: what is known of it, and what is going on. The two
 * are apart, for the last that came stays while another is on its way, and where that fails.
 */
export type Answer<Value, Of = RunRequest> = Going & { readonly known: Known<Value, Of> | null };

/** The last one that came, with what it is of, whatever is on screen now. */
export interface Known<Value, Of = RunRequest> {
  readonly of: Of;
  readonly value: Value;
}

export type Going =
  /** Nobody wants it. */
  | { readonly phase: 'idle' }
  /** It is wanted: the engine works on it, or its turn has not come yet. */
  | { readonly phase: 'awaited'; readonly progress?: Progress }
  /** `known` is what is wanted. */
  | { readonly phase: 'here' }
  /** `error`: a sentence. It stands until another is wanted, or the user tries again. */
  | { readonly phase: 'failed'; readonly error: string };

export interface Progress {
  readonly done: number;
  readonly total: number;
}

export const NO_ANSWER: Answer<never, never> = { phase: 'idle', known: null };

/** Gives the sentence of what failed; nothing where it did not. */
export function failureOf(answer: Going): string | undefined {
  return answer.phase === 'failed' ? answer.error : undefined;
}
