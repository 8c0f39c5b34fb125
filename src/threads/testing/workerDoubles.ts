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
  readonly fault: string;
  /** The end of the sentence that tells of it. */
  readonly sentence: string;
  strike(worker: Worker): void;
}

/** Ways in which a worker that is at work fails. */
export const FAULTS: readonly Fault[] = [
  {
    fault: 'fails',
    sentence: 'failed: out of memory',
    strike: (worker) => worker.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' })),
  },
  {
    fault: 'sends something unreadable',
    sentence: 'sent something unreadable',
    strike: (worker) => worker.dispatchEvent(new Event('messageerror')),
  },
  {
    fault: 'is ended from outside, of which no event tells',
    sentence: 'was ended',
    strike: () => locks.endHolders(),
  },
];
