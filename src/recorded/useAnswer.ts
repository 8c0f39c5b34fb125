import { useEffect, useState } from 'react';
import type { AskRecorded, RecordedQuestion, RecordedQuestions } from '../attention/recorded/questions.ts';
import { superseded } from '../errors/abort.ts';
import { sentenceOf } from '../errors/sentence.ts';

/** `pending` until the answer to this very input is here. */
export type Asked<Answer> =
  | { readonly phase: 'pending' }
  | { readonly phase: 'known'; readonly value: Answer }
  /** `error`: a sentence. */
  | { readonly phase: 'failed'; readonly error: string };

/** Asks about `input`, which is the same object as long as the same is meant, and gives it up when the caller goes or asks other. */
export function useAnswer<Name extends RecordedQuestion>(
  ask: AskRecorded,
  name: Name,
  input: RecordedQuestions[Name]['input'] | null,
): Asked<RecordedQuestions[Name]['answer']> {
  type Answer = RecordedQuestions[Name]['answer'];
  const [known, setKnown] = useState<{ readonly of: unknown; readonly asked: Asked<Answer> } | null>(null);
  useEffect(() => {
    if (input === null) return;
    const leaving = new AbortController();
    const tell = (asked: Asked<Answer>) => leaving.signal.aborted || setKnown({ of: input, asked });
    ask(name, input, leaving.signal).then(
      (value) => tell({ phase: 'known', value }),
      (error) => tell({ phase: 'failed', error: sentenceOf(error) }),
    );
    return () => leaving.abort(superseded());
  }, [ask, name, input]);
  return known !== null && known.of === input ? known.asked : { phase: 'pending' };
}
