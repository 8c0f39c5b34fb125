import { releaseProxy, wrap } from 'comlink';
import { endOfLife } from '../lifeLock.ts';
import type { Training } from './Training.ts';
import type { TrainingWorkerEnd } from './trainingWorker.ts';

/** A worker that gives no answer for so long, to whatever was asked, is not going to. */
const SILENCE_LIMIT_MS = 120_000;

/**
 * A training in a Web Worker of its own, never in the page: a step may take longer than a frame. When the worker fails,
 * ends or falls silent it is terminated, and every call, pending or new, rejects with a sentence. Throws one where the
 * browser has no workers.
 *
 * @param createWorker tests make one that fails
 */
export function createTraining(createWorker: () => Worker = createTrainingWorker): Training {
  if (typeof Worker === 'undefined' && createWorker === createTrainingWorker)
    throw new Error('This browser has no web workers, and without one training would freeze the page.');
  const worker = createWorker();
  const remote = wrap<TrainingWorkerEnd>(worker);
  let lose: (sentence: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  let reject: (reason: Error) => void = () => {};
  const death = new Promise<never>((_, rejectDeath) => {
    reject = rejectDeath;
  });
  // Every call races it; with no call pending nobody needs to hear of it.
  death.catch(() => {});
  const end = (reason: string) => {
    worker.terminate();
    reject(new Error(reason));
  };
  const die = (reason: string) => {
    lose(reason);
    end(reason);
  };
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const reason = event.message?.replace(/\.$/, '');
    die(`The worker that trains failed${reason ? `: ${reason}` : ' to load'}.`);
  });
  worker.addEventListener('messageerror', () => die('The worker that trains sent something unreadable.'));

  async function call<Result>(answer: Promise<Result>): Promise<Result> {
    const watchdog = setTimeout(
      () => die(`The worker that trains gave no answer for ${SILENCE_LIMIT_MS / 1000} s and was stopped.`),
      SILENCE_LIMIT_MS,
    );
    try {
      return await Promise.race([answer, death]);
    } finally {
      clearTimeout(watchdog);
    }
  }

  async function hearOfEnd(): Promise<void> {
    const name = await remote.lifeLock();
    if (name === undefined) return;
    await endOfLife(name);
    die('The worker that trains was ended.');
  }
  hearOfEnd().catch(() => {});

  return {
    lost,
    begin: (plan, options) => call(remote.begin(plan, options)),
    advance: () => call(remote.advance()),
    maps: (request) => call(remote.maps(request)),
    parameters: () => call(remote.parameters()),
    evaluate: () => call(remote.evaluate()),
    memory: () => call(remote.memory()),
    stop() {
      remote[releaseProxy]();
      end('The training was stopped.');
    },
  };
}

function createTrainingWorker(): Worker {
  return new Worker(new URL('./trainingWorker.ts', import.meta.url), { type: 'module', name: 'training' });
}
