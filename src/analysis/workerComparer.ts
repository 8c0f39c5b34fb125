import { releaseProxy, transfer, wrap } from 'comlink';
import type { Comparer } from './comparer.ts';

/** The worker itself failed, not what it was asked: another thread may do better. */
export class WorkerFailure extends Error {}

export interface WorkerComparer extends Comparer {
  stop(): void;
}

/** A worker that has not begun after so long is not going to. */
const START_LIMIT_MS = 20_000;

/** Compares in a Web Worker. Once it fails it is ended, and every call, pending or new, rejects with a `WorkerFailure`. */
export function createWorkerComparer(worker: Worker): WorkerComparer {
  const remote = wrap<Comparer>(worker);
  let fail: (reason: WorkerFailure) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Every call races it; with no call pending nobody needs to hear of it.
  failure.catch(() => {});
  const die = (reason: string) => {
    worker.terminate();
    fail(new WorkerFailure(reason));
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(`The worker that compares heads failed${event.message ? `: ${event.message}` : ' to load'}.`);
  });
  worker.addEventListener('messageerror', () => die('The worker that compares heads sent something unreadable.'));
  const orFail = <Result>(answer: Promise<Result>) => Promise.race([answer, failure]);

  return {
    async begin(sizes) {
      const watchdog = setTimeout(() => die('The worker that compares heads did not start.'), START_LIMIT_MS);
      await orFail(remote.begin(sizes)).finally(() => clearTimeout(watchdog));
    },
    add(queryHead, maps) {
      const buffers = Object.values(maps).map(({ buffer }) => buffer as ArrayBuffer);
      return orFail(remote.add(queryHead, transfer(maps, buffers)));
    },
    finish: () => orFail(remote.finish()),
    stop() {
      remote[releaseProxy]();
      die('The worker that compares heads was stopped.');
    },
  };
}
