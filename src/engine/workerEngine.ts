import { releaseProxy, transfer, wrap } from 'comlink';
import { superviseWorker } from '../threads/supervisedWorker.ts';
import { openReference } from './audit/openReference.ts';
import { isSoftwareGpu } from './backend/softwareGpu.ts';
import type { Engine, EngineLoss, EngineStatus } from './Engine.ts';
import type { WorkerEnd } from './worker.ts';

export interface WorkerEngineOptions {
  /** Makes the worker; tests make one that fails. */
  readonly createWorker?: () => Worker;
  /** Milliseconds after which a worker that does not answer `start` counts as dead. */
  readonly startLimitMs?: number;
}

const START_LIMIT_MS = 20_000;
/** A call that takes longer makes the page ask for a sign of life, and again this long after each. */
const PING_PAUSE_MS = 1_000;
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
  const worker = createWorker();
  const remote = wrap<WorkerEnd>(worker);
  let lose: (loss: EngineLoss) => void = () => {};
  const lost = new Promise<EngineLoss>((resolve) => {
    lose = resolve;
  });
  const life = superviseWorker({
    worker,
    name: "The engine's worker",
    onLoss: (sentence) => lose({ cause: 'worker', sentence }),
  });
  let callsPending = 0;
  let silenceLimitMs = SLOW_SILENCE_LIMIT_MS;
  let isListening = false;

  /** Asks for signs of life while calls are pending: however long they take, a worker that gives them is not dead. */
  async function listen(): Promise<void> {
    if (isListening) return;
    isListening = true;
    while (callsPending > 0 && life.isAlive()) {
      await new Promise((resolve) => setTimeout(resolve, PING_PAUSE_MS));
      if (callsPending > 0 && life.isAlive()) await life.answerWithin(silenceLimitMs, remote.ping());
    }
    isListening = false;
  }

  async function call<Result>(answer: Promise<Result>): Promise<Result> {
    callsPending += 1;
    listen().catch(ignore);
    try {
      return await life.answerOf(answer);
    } finally {
      callsPending -= 1;
    }
  }

  return {
    lost,
    async start(startOptions) {
      const status = await life.answerWithin(startLimitMs, remote.start(startOptions));
      if (isFast(status)) silenceLimitMs = SILENCE_LIMIT_MS;
      remote.lost.then(lose, ignore);
      life.hearOfEnd(remote.lifeLock());
      return status;
    },
    provideModel: (name, model) => call(remote.provideModel(name, model)),
    run: (request) => call(remote.run(request)),
    mapsAhead: (request) => call(remote.mapsAhead(request)),
    heads: (request, queryHead) => call(remote.heads(request, queryHead)),
    trace: (request, cell) => call(remote.trace(request, cell)),
    distanceFromMha: (request) => call(remote.distanceFromMha(request)),
    labels: (request) => call(remote.labels(request)),
    nextWord: (request) => call(remote.nextWord(request)),
    async audit(request) {
      const reference = openReference();
      const port = reference && transfer(reference.port, [reference.port]);
      try {
        return await call(remote.audit(request, port));
      } finally {
        reference?.close();
      }
    },
    tensors: (request) => call(remote.tensors(request)),
    memory: () => call(remote.memory()),
    async stop() {
      remote[releaseProxy]();
      life.end('The engine was stopped.');
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
