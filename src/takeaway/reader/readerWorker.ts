import { wrap } from 'comlink';
import type { ModelReader } from './ModelReader.ts';

/** A worker that has not read a file after so long is not going to. */
const READ_LIMIT_MS = 20_000;

/** The answer where the worker itself failed, not what it was asked: another thread may do better. */
export const WORKER_FAILED = Symbol('worker failed');

export interface ReaderWorker {
  /** Settles as what was asked does, unless the worker fails first. */
  answer<Result>(ask: (reader: ModelReader) => Promise<Result>): Promise<Result | typeof WORKER_FAILED>;
}

/** What `modelWorker.ts` runs in; once it has failed it is ended, and never answers again. */
export function openWorker(worker: Worker): ReaderWorker {
  const remote = wrap<ModelReader>(worker);
  let fail: () => void = () => {};
  const failure = new Promise<typeof WORKER_FAILED>((resolve) => {
    fail = () => {
      worker.terminate();
      resolve(WORKER_FAILED);
    };
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail();
  });
  worker.addEventListener('messageerror', fail);
  return {
    async answer(ask) {
      const watchdog = setTimeout(fail, READ_LIMIT_MS);
      try {
        return await Promise.race([ask(remote), failure]);
      } finally {
        clearTimeout(watchdog);
      }
    },
  };
}
