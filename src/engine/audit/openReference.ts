import type { ReferenceAnswer } from './compareWithReference.ts';

export interface OpenReference {
  /** For `compareWithReference`, on whichever thread that runs. */
  readonly port: MessagePort;
  /** Ends the thread. */
  readonly close: () => void;
}

/**
 * Starts the thread that computes in float64, a worker without TensorFlow.js. The page has to: in Firefox a worker that
 * makes a worker hangs in the constructor now and then, for ever (seen in 153 ESR, once in some 100 times), and a hung
 * engine computes nothing any more. `undefined` where the browser has no workers.
 */
export function openReference(): OpenReference | undefined {
  if (typeof Worker === 'undefined') return undefined;
  const worker = new Worker(new URL('./referenceWorker.ts', import.meta.url), { type: 'module', name: 'reference' });
  const { port1, port2 } = new MessageChannel();
  // Says that it has loaded. Until then the port stays here, so that a failure can be told through it.
  worker.addEventListener('message', () => worker.postMessage(port1, [port1]), { once: true });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const failure = `its worker failed${event.message ? `: ${event.message}` : ' to load'}`;
    port1.postMessage({ failure } satisfies ReferenceAnswer);
  });
  return { port: port2, close: () => worker.terminate() };
}
