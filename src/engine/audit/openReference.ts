import { reasonIn } from '../../errors/sentence.ts';
import { handOver } from '../../threads/handOver.ts';
import { superviseWorker } from '../../threads/supervisedWorker.ts';
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
 * engine computes nothing any more. `undefined` if the browser has no workers.
 *
 * @param createWorker tests make one that fails
 */
export function openReference(createWorker: () => Worker = createReferenceWorker): OpenReference | undefined {
  if (typeof Worker === 'undefined' && createWorker === createReferenceWorker) return undefined;
  const worker = superviseWorker<ReferenceEnd>({ worker: createWorker(), name: 'its worker' });
  const { port1, port2 } = new MessageChannel();
  // Runs come by way of the page, which watches: a failure is then told through the port, whenever it comes.
  port1.onmessage = async ({ data: run }: MessageEvent<RunToCheck>) => {
    const answer = worker.answerWithin(LIMIT_MS, (remote) => remote.differences(handOver(run)));
    port1.postMessage(await answer.catch((error): ReferenceAnswer => ({ failure: clauseOf(error) })));
  };
  return {
    port: port2,
    close() {
      worker.end('The reference was closed.');
      port1.close();
    },
  };
}

/** Says for `skippedReferenceCheck` what failed: "its worker failed to load". */
function clauseOf(error: unknown): string {
  const reason = reasonIn(error);
  return error instanceof WorkerFailure ? reason : `its worker failed: ${reason}`;
}

function createReferenceWorker(): Worker {
  return new Worker(new URL('./referenceWorker.ts', import.meta.url), { type: 'module', name: 'reference' });
}
