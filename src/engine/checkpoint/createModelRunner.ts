import { superviseWorker } from '../../threads/supervisedWorker.ts';
import { whileHeard } from '../../threads/whileHeard.ts';
import type { ModelRunner } from './ModelRunner.ts';
import type { RunnerWorkerEnd } from './runnerWorker.ts';

/** A worker that gives no sign of life for so long is not going to. */
const SILENCE_LIMIT_MS = 120_000;

/**
 * A runner in a Web Worker of its own, with a backend of its own: a model's layer takes longer than a frame, and nothing of it
 * is to stand in the way of the engine. If the worker fails, ends or falls silent it is terminated, and every call, pending or
 * new, rejects with a sentence. Throws one if the browser has no workers.
 *
 * @param createWorker tests make one that fails
 */
export function createModelRunner(createWorker: () => Worker = createRunnerWorker): ModelRunner {
  if (typeof Worker === 'undefined' && createWorker === createRunnerWorker)
    throw new Error('This browser has no web workers, and without one a model would freeze the page.');
  let lose: (sentence: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const worker = superviseWorker<RunnerWorkerEnd>({
    worker: createWorker(),
    name: 'The worker that runs your model',
    onLoss: lose,
  });
  const call = whileHeard(worker, () => SILENCE_LIMIT_MS);

  return {
    lost,
    open: (model, options) => call((remote) => remote.open(model, options)),
    begin: (ids, kvHeads) => call((remote) => remote.begin(ids, kvHeads)),
    runLayer: (index) => call((remote) => remote.runLayer(index)),
    layer: (numKvHeads, index) => call((remote) => remote.layer(numKvHeads, index)),
    predict: () => call((remote) => remote.predict()),
    memory: () => call((remote) => remote.memory()),
    stop: () => worker.end('The model was closed.'),
  };
}

function createRunnerWorker(): Worker {
  return new Worker(new URL('./runnerWorker.ts', import.meta.url), { type: 'module', name: 'model' });
}
