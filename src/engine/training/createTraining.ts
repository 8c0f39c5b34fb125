import { type Ask, superviseWorker } from '../../threads/supervisedWorker.ts';
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
  let lose: (sentence: string) => void = () => {};
  const lost = new Promise<string>((resolve) => {
    lose = resolve;
  });
  const worker = superviseWorker<TrainingWorkerEnd>({
    worker: createWorker(),
    name: 'The worker that trains',
    onLoss: lose,
  });
  const call: Ask<TrainingWorkerEnd> = (question) => worker.answerWithin(SILENCE_LIMIT_MS, question);

  return {
    lost,
    begin: (plan, options) => call((remote) => remote.begin(plan, options)),
    advance: () => call((remote) => remote.advance()),
    maps: (request) => call((remote) => remote.maps(request)),
    parameters: () => call((remote) => remote.parameters()),
    evaluate: () => call((remote) => remote.evaluate()),
    memory: () => call((remote) => remote.memory()),
    stop: () => worker.end('The training was stopped.'),
  };
}

function createTrainingWorker(): Worker {
  return new Worker(new URL('./trainingWorker.ts', import.meta.url), { type: 'module', name: 'training' });
}
