import { reasonIn } from '../../errors/sentence.ts';
import { handOver } from '../../threads/handOver.ts';
import { type SupervisedWorker, superviseWorker } from '../../threads/supervisedWorker.ts';
import { WorkerFailure } from '../../threads/workerFailure.ts';
import type { ReferenceAnswer, RunToCheck } from './compareWithReference.ts';
import type { ReferenceEnd } from './referenceWorker.ts';

export interface OpenReference {
  /** For `compareWithReference`, on whichever thread that runs. */
  readonly port: MessagePort;
  /** Ends the thread. */
  readonly close: () => void;
}

/** A run of 64 tokens takes a second or two at the largest d_model; a thread that is silent for this long is dead. */
const LIMIT_MS = 30_000;

/**
 * Starts the thread that computes in float64, a worker without TensorFlow.js. The page has to: in Firefox a worker that
 * makes a worker hangs in the constructor now and then, forever (seen in 153 ESR, once in some 100 times), and a hung
 * engine computes nothing any more. `undefined` if the browser has no workers. If it refuses one, the port says so: the checks
 * that need no other thread go on.
 *
 * @param createWorker tests make one that fails
 */
export function openReference(createWorker: () => Worker = createReferenceWorker): OpenReference | undefined {
  if (typeof Worker === 'undefined' && createWorker === createReferenceWorker) return undefined;
  const { port1, port2 } = new MessageChannel();
  const worker = made(createWorker);
  // Runs come by way of the page, which watches: a failure is then told through the port, whenever it comes.
  port1.onmessage = async ({ data: run }: MessageEvent<RunToCheck>) => {
    if ('failure' in worker) return port1.postMessage(worker);
    const answer = worker.answerWithin(LIMIT_MS, (remote) => remote.differences(handOver(run)));
    port1.postMessage(await answer.catch((error): ReferenceAnswer => ({ failure: clauseOf(error) })));
  };
  return {
    port: port2,
    close() {
      if ('end' in worker) worker.end('The reference was closed.');
      port1.close();
    },
  };
}

function made(createWorker: () => Worker): SupervisedWorker<ReferenceEnd> | { readonly failure: string } {
  try {
    return superviseWorker<ReferenceEnd>({ worker: createWorker(), name: 'its worker' });
  } catch (error) {
    return { failure: `its worker could not be made: ${reasonIn(error)}` };
  }
}

/** Says for `skippedReferenceCheck` what failed: "its worker failed to load". */
function clauseOf(error: unknown): string {
  const reason = reasonIn(error);
  return error instanceof WorkerFailure ? reason : `its worker failed: ${reason}`;
}

function createReferenceWorker(): Worker {
  return new Worker(new URL('./referenceWorker.ts', import.meta.url), { type: 'module', name: 'reference' });
}
