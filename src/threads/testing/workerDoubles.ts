import { onTestFinished, vi } from 'vitest';
import { exposeWithLife } from '../workerEnd.ts';
import { fakeLocks } from './fakeLocks.ts';

const locks = fakeLocks();

/**
 * What the page has of a worker that offers `exposed`; its other end runs here, until the test is over.
 *
 * @param browser what both ends have of it; Node gives neither
 */
export function channelWorker(exposed: object, browser: object = { locks }): Worker {
  vi.stubGlobal('navigator', browser);
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  exposeWithLife(exposed, port1);
  port2.start();
  return Object.assign(port2, { terminate: () => port2.close() }) as unknown as Worker;
}

/**
 * One of the app's own workers, whose script `load` imports. Its end runs here: this thread's globals are, for it, those of a
 * worker, until `vi.unstubAllGlobals`. Once in a test file, as a script runs once.
 */
export async function ownWorker(load: () => Promise<unknown>, browser: object = { locks }): Promise<Worker> {
  const { port1, port2 } = new MessageChannel();
  for (const name of ['addEventListener', 'removeEventListener', 'postMessage'] as const)
    vi.stubGlobal(name, port1[name].bind(port1));
  vi.stubGlobal('navigator', browser);
  await load();
  port1.start();
  port2.start();
  return Object.assign(port2, { terminate: () => port1.close() }) as unknown as Worker;
}

/** Ends every worker as a browser does that wants its memory: no event tells of it, but their locks are free. */
export const endWorkers = () => locks.endHolders();

/** A worker that never answers. */
export function silentWorker(): Worker {
  return Object.assign(new EventTarget(), { postMessage() {}, terminate() {} }) as unknown as Worker;
}

/** A worker whose script never comes. */
export function brokenWorker(): Worker {
  const worker = silentWorker();
  setTimeout(() => worker.dispatchEvent(new Event('error', { cancelable: true })));
  return worker;
}

/** Offers a worker one of whose methods never answers, and a promise of the moment when it is asked. */
export function stuckWorker(method: string, others: object = {}) {
  let tell: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const stuck = () => {
    tell();
    return new Promise<never>(() => {});
  };
  return { worker: channelWorker({ ...others, [method]: stuck }), asked };
}

interface Fault {
  /** The end of the sentence that tells of it. */
  readonly sentence: string;
  strike(worker: Worker): void;
}

/** Ways in which a worker that is at work fails: [what it does, how]. */
export const FAULTS: readonly (readonly [string, Fault])[] = [
  [
    'fails',
    {
      sentence: 'failed: out of memory',
      strike: (worker) => worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' })),
    },
  ],
  [
    'sends something unreadable',
    {
      sentence: 'sent something unreadable',
      strike: (worker) => worker.dispatchEvent(new Event('messageerror')),
    },
  ],
  ['is ended without a word', { sentence: 'was ended', strike: endWorkers }],
];
