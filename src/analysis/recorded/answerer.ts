import {
  RECORDED_QUESTIONS,
  type RecordedQuestion,
  type RecordedQuestions,
} from '../../attention/recorded/questions.ts';
import { nextTurn } from '../../threads/nextTurn.ts';

/** Answers questions about recorded layers, on whichever thread it was made. */
export interface Answerer {
  answer<Name extends RecordedQuestion>(
    name: Name,
    input: RecordedQuestions[Name]['input'],
  ): Promise<RecordedQuestions[Name]['answer']>;
}

/**
 * @param sliceMs how long it works before it lets the thread's other tasks through
 * @param throwIfEnded throws when nobody waits for the answer any more
 */
export function createAnswerer(sliceMs: number, throwIfEnded: () => void = () => {}): Answerer {
  return {
    async answer(name, input) {
      const steps = RECORDED_QUESTIONS[name](input);
      let end = performance.now() + sliceMs;
      let step = steps.next();
      while (!step.done) {
        if (performance.now() >= end) {
          await nextTurn();
          throwIfEnded();
          end = performance.now() + sliceMs;
        }
        step = steps.next();
      }
      return step.value;
    },
  };
}
