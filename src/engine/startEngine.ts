import { sentenceOf } from '../errors/sentence.ts';
import type { Engine, EngineOptions, EngineStatus } from './Engine.ts';
import { createWorkerEngine, type WorkerEngineOptions } from './workerEngine.ts';

export interface StartedEngine {
  readonly engine: Engine;
  readonly status: EngineStatus;
}

export interface StartOptions extends EngineOptions, WorkerEngineOptions {}

/**
 * Starts an engine in a worker, or in the page if no worker starts or if WebGL works only there (Safari).
 * `status.fallbackReason` says why. Rejects only if nothing can compute at all.
 */
export async function startEngine(options: StartOptions): Promise<StartedEngine> {
  const { backend, wasmPath } = options;
  const inWorker = await startInWorker(options).catch(sentenceOf);
  if (typeof inWorker === 'string') {
    const why = `${inWorker} Computing on the page's own thread instead.`;
    return startInPage({ backend, wasmPath }, why).catch((error) => {
      throw new Error(`${inWorker} Nor can the page's own thread compute: ${sentenceOf(error)}`);
    });
  }

  const wantsWebgl = backend === 'auto' || backend === 'webgl';
  const { backend: ran, isGpuImprecise } = inWorker.status;
  if (wantsWebgl && ran !== 'webgl' && !isGpuImprecise && pageHasWebgl()) {
    const why = "WebGL works only on the page's own thread, so that is where HeadRoom computes.";
    const inPage = await startInPage({ backend: 'webgl', wasmPath }, why).catch(() => undefined);
    if (inPage?.status.backend === 'webgl') {
      await inWorker.engine.stop();
      return inPage;
    }
    await inPage?.engine.stop();
  }
  return inWorker;
}

/** The engine on the page's own thread; TensorFlow.js is loaded only then. */
async function createPageEngine(): Promise<Engine> {
  const { LocalEngine } = await import('./LocalEngine.ts');
  return new LocalEngine('page');
}

async function startInWorker({ backend, wasmPath, ...worker }: StartOptions): Promise<StartedEngine> {
  if (!worker.createWorker && typeof Worker === 'undefined') throw new Error('This browser has no web workers.');
  const engine = createWorkerEngine(worker);
  try {
    return { engine, status: await engine.start({ backend, wasmPath }) };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function startInPage(options: EngineOptions, why: string): Promise<StartedEngine> {
  const engine = await createPageEngine();
  const status = await engine.start(options);
  const fallbackReason = [why, status.fallbackReason].filter(Boolean).join(' ');
  return { engine, status: { ...status, fallbackReason } };
}

function pageHasWebgl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  const usable = Boolean(gl?.getExtension('EXT_color_buffer_float'));
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return usable;
}
