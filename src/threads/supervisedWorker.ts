import { type Remote, releaseProxy, wrap } from 'comlink';
import { reasonIn } from '../errors/sentence.ts';
import { endOfLife } from './lifeLock.ts';
import type { Life } from './workerEnd.ts';
import { WorkerFailure } from './workerFailure.ts';

interface Supervision {
  readonly worker: Worker;
  /** What sentences begin with, e.g. "The worker that trains". */
  readonly name: string;
  /** Takes a sentence once, when the worker failed, was ended from outside or fell silent; not when `end` ended it. */
  readonly onLoss?: (sentence: string) => void;
}

/** Settles as what is asked does, or rejects as soon as the worker is no more. */
export type Ask<Api> = <Result>(question: (remote: Remote<Api>) => Promise<Result>) => Promise<Result>;

/**
 * A worker that is terminated when it fails, ends or falls silent. Everyone who waits for it, and everyone who asks later,
 * is then rejected with a sentence: a `WorkerFailure`, or a plain error once `end` was called.
 */
export interface SupervisedWorker<Api> {
  isAlive(): boolean;
  readonly answerOf: Ask<Api>;
  /**
   * Does the same, and takes a worker for dead that has neither answered nor loaded another file for `limitMs`: on a slow
   * network its scripts may be on their way for minutes.
   */
  answerWithin<Result>(limitMs: number, question: (remote: Remote<Api>) => Promise<Result>): Promise<Result>;
  /** Asks for a sign of life, and takes a worker that has given none after `limitMs` for dead. */
  signOfLife(limitMs: number): Promise<void>;
  /** Terminates it; all calls, pending or new, reject with `reason`. */
  end(reason: string): void;
}

/** A call that takes longer makes the page ask how many files the worker has loaded, and again each time it has passed. */
const PING_PAUSE_MS = 1_000;

/** Watches over a worker whose other end is `exposeWithLife`. */
export function superviseWorker<Api>({ worker, name, onLoss }: Supervision): SupervisedWorker<Api> {
  const remote = wrap<Life>(worker);
  const waiting = new Set<(reason: Error) => void>();
  let death: Error | undefined;

  function end(reason: Error): void {
    // Else comlink keeps the worker for good, with all that listens to it.
    if (!death) remote[releaseProxy]();
    death ??= reason;
    worker.terminate();
    for (const reject of waiting) reject(death);
    waiting.clear();
  }

  function die(sentence: string): void {
    if (!death) onLoss?.(sentence);
    end(new WorkerFailure(sentence));
  }

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    die(`${name} failed${event.message ? `: ${reasonIn(event)}` : ' to load'}.`);
  });
  worker.addEventListener('messageerror', () => die(`${name} sent something unreadable.`));

  // Not `Promise.race` with one promise of the worker's death: that would keep every answer for as long as the worker lives.
  function race<Result>(ask: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (death) throw death;
      const answer = Promise.resolve(ask());
      waiting.add(reject);
      answer.finally(() => waiting.delete(reject)).then(resolve, reject);
    });
  }

  async function raceTime<Result>(limitMs: number, ask: () => Promise<Result>): Promise<Result> {
    const bite = () => die(`${name} gave no answer for ${limitMs / 1000} s and was stopped.`);
    let watchdog = setTimeout(bite, limitMs);
    let isPending = true;
    let files = 0;
    const listener = setInterval(async () => {
      const loaded = await race(() => remote.ping()).catch(() => 0);
      if (!isPending || loaded <= files) return;
      files = loaded;
      clearTimeout(watchdog);
      watchdog = setTimeout(bite, limitMs);
    }, PING_PAUSE_MS);
    try {
      return await race(ask);
    } finally {
      isPending = false;
      clearInterval(listener);
      clearTimeout(watchdog);
    }
  }

  /** Hears of an end that fires no event; resolves once it would. */
  async function watch(): Promise<void> {
    const lock = await race(() => remote.lifeLock());
    if (lock === undefined) return;
    endOfLife(lock)
      .then(() => die(`${name} was ended.`))
      .catch(() => {});
  }
  let isWatched = false;
  // A browser that gives no locks has none to hear of, nor has a worker that does not load.
  const watched = watch()
    .catch(() => {})
    .then(() => {
      isWatched = true;
    });

  // The same end of the thread, seen as what it offers besides its life.
  const api = remote as unknown as Remote<Api>;
  /** The first questions wait until it is watched: its end while it works on them would go unheard. */
  const put = async <Result>(question: (remote: Remote<Api>) => Promise<Result>) => {
    if (!isWatched) await watched;
    return question(api);
  };
  return {
    isAlive: () => !death,
    answerOf: (question) => race(() => put(question)),
    answerWithin: (limitMs, question) => raceTime(limitMs, () => put(question)),
    signOfLife: (limitMs) => raceTime(limitMs, () => remote.ping().then(() => {})),
    end: (reason) => end(new Error(reason)),
  };
}
