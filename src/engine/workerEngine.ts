import { releaseProxy, wrap } from 'comlink';
import type { Engine } from './Engine.ts';

export interface WorkerEngineOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
  /** Milliseconds after which a worker that does not answer `start` counts as dead. */
  readonly startLimitMs?: number;
  /** The same for every other call; generous, since software WebGL is slow but right. */
  readonly callLimitMs?: number;
}

const START_LIMIT_MS = 20_000;
const CALL_LIMIT_MS = 120_000;

/**
 * The engine in a Web Worker. When the worker fails or falls silent it is terminated, and every call, pending or new,
 * rejects with a sentence.
 */
export function createWorkerEngine(options: WorkerEngineOptions = {}): Engine {
  const { createWorker = createEngineWorker, startLimitMs = START_LIMIT_MS, callLimitMs = CALL_LIMIT_MS } = options;
  const worker = createWorker();
  const remote = wrap<Engine>(worker);
  let reject: (reason: Error) => void = () => {};
  const death = new Promise<never>((_, rejectDeath) => {
    reject = rejectDeath;
  });
  // Every call races it; with no call pending nobody needs to hear of it.
  death.catch(() => {});
  const die = (reason: string) => {
    worker.terminate();
    reject(new Error(reason));
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const reason = event.message?.replace(/\.$/, '');
    die(`The engine's worker failed${reason ? `: ${reason}` : ' to load'}.`);
  });
  worker.addEventListener('messageerror', () => die("The engine's worker sent something unreadable."));

  async function call<Result>(answer: Promise<Result>, limitMs: number): Promise<Result> {
    const watchdog = setTimeout(
      () => die(`The engine's worker gave no answer for ${limitMs / 1000} s and was stopped.`),
      limitMs,
    );
    try {
      return await Promise.race([answer, death]);
    } finally {
      clearTimeout(watchdog);
    }
  }

  return {
    start: (startOptions) => call(remote.start(startOptions), startLimitMs),
    run: (request) => call(remote.run(request), callLimitMs),
    heads: (request, queryHead) => call(remote.heads(request, queryHead), callLimitMs),
    audit: (request) => call(remote.audit(request), callLimitMs),
    tensors: (request) => call(remote.tensors(request), callLimitMs),
    memory: () => call(remote.memory(), callLimitMs),
    async stop() {
      remote[releaseProxy]();
      die('The engine was stopped.');
    },
  };
}

function createEngineWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}
