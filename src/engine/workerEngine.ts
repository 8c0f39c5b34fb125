import { transfer } from 'comlink';
import { superviseWorker } from '../threads/supervisedWorker.ts';
import { whileHeard } from '../threads/whileHeard.ts';
import { openReference } from './audit/openReference.ts';
import { isSoftwareGpu } from './backend/softwareGpu.ts';
import type { Engine, EngineLoss, EngineStatus } from './Engine.ts';
import { type Asked, makeQuestions, type Questions } from './questions/questionTable.ts';
import type { WorkerEnd } from './worker.ts';

export interface WorkerEngineOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
  /** Milliseconds after which a worker that does not answer `start`, and loads nothing more, counts as dead. */
  readonly startLimitMs?: number;
}

/** Longer than the largest of its files takes at 20 kB/s beside the trained weights. */
const START_LIMIT_MS = 60_000;
/** Without a sign of life for so long a worker whose GPU does the work counts as dead. */
const SILENCE_LIMIT_MS = 20_000;
/** The same where the worker's own thread computes, or the CPU plays the GPU's part: slow but right. */
const SLOW_SILENCE_LIMIT_MS = 120_000;

/**
 * The engine in a Web Worker. When the worker fails, ends or falls silent it is terminated, and every call, pending or
 * new, rejects with a sentence.
 */
export function createWorkerEngine(options: WorkerEngineOptions = {}): Engine {
  const { createWorker = createEngineWorker, startLimitMs = START_LIMIT_MS } = options;
  let lose: (loss: EngineLoss) => void = () => {};
  const lost = new Promise<EngineLoss>((resolve) => {
    lose = resolve;
  });
  const worker = superviseWorker<WorkerEnd>({
    worker: createWorker(),
    name: "The engine's worker",
    onLoss: (sentence) => lose({ cause: 'worker', sentence }),
  });
  let silenceLimitMs = SLOW_SILENCE_LIMIT_MS;
  const call = whileHeard(worker, () => silenceLimitMs);

  return {
    lost,
    async start(startOptions) {
      const status = await worker.answerWithin(startLimitMs, (remote) => remote.start(startOptions));
      if (isFast(status)) silenceLimitMs = SILENCE_LIMIT_MS;
      worker.answerOf((remote) => remote.lost).then(lose, ignore);
      return status;
    },
    ...makeQuestions<Asked>(
      (name) =>
        (...asked) =>
          call((remote) => {
            const questions: Questions = remote;
            return questions[name](...asked);
          }),
    ),
    async audit(request) {
      const reference = openReference();
      const port = reference && transfer(reference.port, [reference.port]);
      try {
        return await call((remote) => remote.audit(request, port));
      } finally {
        reference?.close();
      }
    },
    async stop() {
      worker.end('The engine was stopped.');
    },
  };
}

function isFast({ backend, renderer }: EngineStatus): boolean {
  return backend === 'webgl' && !isSoftwareGpu(renderer);
}

function createEngineWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
}

/** Whoever waits for it hears of it elsewhere. */
function ignore(): void {}
