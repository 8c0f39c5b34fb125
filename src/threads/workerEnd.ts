import { type Endpoint, expose } from 'comlink';
import { holdLifeLock } from './lifeLock.ts';

/** Questions that every worker answers beside its own, so that its page can watch over it. */
export interface Life {
  /** The name of a lock that is free once the worker is no more; see `holdLifeLock`. */
  lifeLock(): Promise<string | undefined>;
  /** Answers, as a worker that lives does between two steps of its work, with how many files it has loaded so far. */
  ping(): number;
}

/**
 * Offers `api`, a record of functions, to the page that made this worker, and the signs of life that `superviseWorker` asks for.
 *
 * @param endpoint where the page is; in a worker it is at the other end of the thread
 */
export function exposeWithLife(api: object, endpoint?: Endpoint): void {
  const lifeLock = holdLifeLock();
  const life: Life = { lifeLock: () => lifeLock, ping: () => performance.getEntriesByType('resource').length };
  expose({ ...api, ...life }, endpoint);
}
