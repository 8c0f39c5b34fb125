import { expose } from 'comlink';
import { onTestFinished } from 'vitest';

/** What the page has of a worker that offers `exposed`; its other end runs here, until the test is over. */
export function channelWorker(exposed: object): Worker {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => {
    port1.close();
    port2.close();
  });
  expose(exposed, port1);
  port2.start();
  return Object.assign(port2, { terminate: () => port2.close() }) as unknown as Worker;
}

/** A worker whose script never comes. */
export function brokenWorker(): Worker {
  const target = Object.assign(new EventTarget(), { postMessage() {}, terminate() {} });
  setTimeout(() => target.dispatchEvent(new Event('error', { cancelable: true })));
  return target as unknown as Worker;
}
