import type { Ask, SupervisedWorker } from './supervisedWorker.ts';

/** A call that takes longer makes the page ask for a sign of life, and again this long after each. */
const PING_PAUSE_MS = 1_000;

/**
 * Asks as `worker.answerOf` does, and for signs of life while calls are pending: however long they take, a worker that gives
 * them is not dead, and one that gives none for `silenceLimitMs` is.
 */
export function whileHeard<Api>(worker: SupervisedWorker<Api>, silenceLimitMs: () => number): Ask<Api> {
  let callsPending = 0;
  let isListening = false;

  async function listen(): Promise<void> {
    if (isListening) return;
    isListening = true;
    while (callsPending > 0 && worker.isAlive()) {
      await new Promise((resolve) => setTimeout(resolve, PING_PAUSE_MS));
      if (callsPending > 0 && worker.isAlive()) await worker.signOfLife(silenceLimitMs());
    }
    isListening = false;
  }

  return async (question) => {
    callsPending += 1;
    // Its failure is that of the calls, which tell of it.
    listen().catch(() => {});
    try {
      return await worker.answerOf(question);
    } finally {
      callsPending -= 1;
    }
  };
}
