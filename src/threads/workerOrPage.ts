import { type SupervisedWorker, superviseWorker } from './supervisedWorker.ts';
import { WorkerFailure } from './workerFailure.ts';

interface Homes<Api> {
  readonly createWorker: () => Worker;
  /** What sentences about the worker begin with. */
  readonly name: string;
  /** Makes the calls to the worker, each within its time. */
  readonly inWorker: (worker: SupervisedWorker<Api>) => Api;
  /** Does the same on this thread. */
  readonly inPage: () => Promise<Api>;
}

/** Work that leaves this thread alone where it can. */
export interface WorkerOrPage<Api> {
  /** Makes the worker ahead of the first question. */
  start(): void;
  /** Asks the worker, and this thread from the beginning where that fails, and from then on. */
  ask<Result>(question: (api: Api) => Promise<Result>): Promise<Result>;
  /** Ends the worker; what is pending rejects with `reason`, and the next question makes another one. */
  stop(reason: string): void;
}

/** Work that is done in a worker, which the first question makes, and on this thread once that can't be made or has failed. */
export function workerOrPage<Api>({ createWorker, name, inWorker, inPage }: Homes<Api>): WorkerOrPage<Api> {
  let home: { readonly worker: SupervisedWorker<Api>; readonly api: Api } | 'page' | undefined;

  function open(): NonNullable<typeof home> {
    try {
      const worker = superviseWorker<Api>({ worker: createWorker(), name });
      return { worker, api: inWorker(worker) };
    } catch {
      return 'page';
    }
  }

  return {
    start() {
      home ??= open();
    },
    async ask(question) {
      home ??= open();
      if (home !== 'page') {
        const { worker, api } = home;
        try {
          return await question(api);
        } catch (error) {
          // What a question asks in turn may have a worker of its own that failed.
          if (!(error instanceof WorkerFailure) || worker.isAlive()) throw error;
          home = 'page';
        }
      }
      return question(await inPage());
    },
    stop(reason) {
      if (home === 'page') return;
      home?.worker.end(reason);
      home = undefined;
    },
  };
}
