import { endOfLife } from './lifeLock.ts';

interface Supervision {
  readonly worker: Worker;
  /** What sentences begin with, e.g. "The worker that trains". */
  readonly name: string;
  /** Takes a sentence once, when the worker failed, was ended from outside or fell silent; not when `end` ended it. */
  readonly onLoss: (sentence: string) => void;
}

/** A worker that is terminated when it fails, ends or falls silent, with a sentence for everyone who waits for it. */
export interface SupervisedWorker {
  readonly isAlive: () => boolean;
  /** Settles as `answer` does, or rejects as soon as the worker is no more. */
  answerOf<Result>(answer: Promise<Result>): Promise<Result>;
  /** The same, and a worker that has not answered after `limitMs` is taken for dead. */
  answerWithin<Result>(limitMs: number, answer: Promise<Result>): Promise<Result>;
  /** Hears of an end that fires no event, where `lifeLock`, the worker's answer, names a lock; see `holdLifeLock`. */
  hearOfEnd(lifeLock: Promise<string | undefined>): void;
  /** Terminates it; all calls, pending or new, reject with `reason`. */
  end(reason: string): void;
}

export function superviseWorker({ worker, name, onLoss }: Supervision): SupervisedWorker {
  let isAlive = true;
  let reject: (reason: Error) => void = () => {};
  const death = new Promise<never>((_, rejectDeath) => {
    reject = rejectDeath;
  });
  // Every call races it; with no call pending nobody needs to hear of it.
  death.catch(() => {});

  function end(reason: string): void {
    isAlive = false;
    worker.terminate();
    reject(new Error(reason));
  }

  function die(reason: string): void {
    if (isAlive) onLoss(reason);
    end(reason);
  }

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    const reason = event.message?.replace(/\.$/, '');
    die(`${name} failed${reason ? `: ${reason}` : ' to load'}.`);
  });
  worker.addEventListener('messageerror', () => die(`${name} sent something unreadable.`));

  return {
    isAlive: () => isAlive,
    answerOf: (answer) => Promise.race([answer, death]),
    async answerWithin(limitMs, answer) {
      const watchdog = setTimeout(
        () => die(`${name} gave no answer for ${limitMs / 1000} s and was stopped.`),
        limitMs,
      );
      try {
        return await Promise.race([answer, death]);
      } finally {
        clearTimeout(watchdog);
      }
    },
    hearOfEnd(lifeLock) {
      const heard = async () => {
        const lock = await lifeLock;
        if (lock === undefined) return;
        await endOfLife(lock);
        die(`${name} was ended.`);
      };
      // A browser that gives no locks has none to hear of.
      heard().catch(() => {});
    },
    end,
  };
}
