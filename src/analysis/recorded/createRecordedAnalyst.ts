import type { AskRecorded, RecordedQuestion, RecordedQuestions } from '../../attention/recorded/questions.ts';
import { workerOrPage } from '../../threads/workerOrPage.ts';
import type { Answerer } from './answerer.ts';

interface RecordedAnalystOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
}

/** The longest answer takes seconds: a worker that has not given one after so long is not going to. */
const WORK_LIMIT_MS = 120_000;
/** On the page's own thread no slice is longer: the rest of a frame belongs to the pointer. */
const PAGE_SLICE_MS = 8;

/**
 * Returns what answers questions about recorded layers: in a worker, which the first question makes, and in the page, a slice at
 * a time, once that has failed. One question at a time, in the order in which they are asked; one that nobody waits for any
 * more ends at once, with its worker if that has begun on it.
 */
export function createRecordedAnalyst({
  createWorker = createRecordedWorker,
}: RecordedAnalystOptions = {}): AskRecorded {
  let current: AbortSignal | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const answerer = workerOrPage<Answerer>({
    createWorker,
    name: 'The worker that compares recorded heads',
    inWorker: (worker) => ({
      answer<Name extends RecordedQuestion>(name: Name, input: RecordedQuestions[Name]['input']) {
        const answer = worker.answerWithin<unknown>(WORK_LIMIT_MS, (remote) => remote.answer(name, input));
        // Through a thread, the type of an answer no longer follows from its question's name.
        return answer as Promise<RecordedQuestions[Name]['answer']>;
      },
    }),
    async inPage() {
      const { createAnswerer } = await import('./answerer.ts');
      return createAnswerer(PAGE_SLICE_MS, () => current?.throwIfAborted());
    },
  });
  return (name, input, signal) => {
    const answer = last.then(async () => {
      signal.throwIfAborted();
      current = signal;
      const end = () => answerer.stop('Nobody waits for this answer.');
      signal.addEventListener('abort', end);
      try {
        return await answerer.ask((asked) => asked.answer(name, input));
      } finally {
        signal.removeEventListener('abort', end);
        signal.throwIfAborted();
      }
    });
    last = answer.catch(() => {});
    return answer;
  };
}

function createRecordedWorker(): Worker {
  return new Worker(new URL('./recordedWorker.ts', import.meta.url), { type: 'module', name: 'recorded heads' });
}
