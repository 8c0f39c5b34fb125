import { getBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { BACKENDS, type Backend, type EngineOptions } from './Engine.ts';
import type { AttentionOps } from './ops.ts';

export interface StartedBackend {
  readonly backend: Backend;
  readonly renderer: string;
  readonly ops: AttentionOps;
  /** A sentence for each backend that was tried before and did not work. */
  readonly fallbackReason?: string;
  /** Frees the backend's memory; it can be started again. */
  stop(): void;
}

const NAMES: Readonly<Record<Backend, string>> = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' };

/** Starts the first backend that works: the named one, then the others, best first. Throws when none does. */
export async function startBackend(options: EngineOptions): Promise<StartedBackend> {
  const failures: string[] = [];
  for (const backend of orderOf(options.backend)) {
    try {
      const started = await start[backend](options);
      await makeCurrent(backend);
      const because = failures.map((failure) => `${failure} `).join('');
      return {
        backend,
        ...(await started()),
        ...(failures.length > 0 && { fallbackReason: `${because}Computing with ${NAMES[backend]} instead.` }),
      };
    } catch (error) {
      failures.push(`${NAMES[backend]} did not start: ${reasonOf(error)}.`);
    }
  }
  throw new Error(`TensorFlow.js found nothing to compute with. ${failures.join(' ')}`);
}

/** `backend` first where one is named. */
function orderOf(backend: Backend | 'auto'): readonly Backend[] {
  return backend === 'auto' ? BACKENDS : [backend, ...BACKENDS.filter((other) => other !== backend)];
}

type Described = Pick<StartedBackend, 'renderer' | 'ops' | 'stop'>;

/** Registers a backend; the function returned describes it once it is the current one. */
const start: Readonly<Record<Backend, (options: EngineOptions) => Promise<() => Described | Promise<Described>>>> = {
  async webgl() {
    const [{ registerWebgl, releaseWebgl, webglBackend }, { webglOps }, { warmUp }] = await Promise.all([
      import('./webglBackend.ts'),
      import('./webgl/webglOps.ts'),
      import('./webgl/warmUp.ts'),
    ]);
    const renderer = registerWebgl();
    return async () => {
      const ops = webglOps(webglBackend());
      try {
        await warmUp(webglBackend(), ops);
      } catch (error) {
        releaseWebgl();
        throw error;
      }
      return { renderer, ops, stop: releaseWebgl };
    };
  },
  async wasm({ wasmPath }) {
    const [{ registerWasm }, { plainOps }] = await Promise.all([import('./wasmBackend.ts'), import('./plainOps.ts')]);
    const renderer = await registerWasm(wasmPath);
    return () => ({ renderer, ops: plainOps, stop: () => removeBackend('wasm') });
  },
  async cpu() {
    const [{ registerCpu }, { plainOps }] = await Promise.all([import('./cpuBackend.ts'), import('./plainOps.ts')]);
    registerCpu();
    return () => ({ renderer: 'JavaScript', ops: plainOps, stop: () => removeBackend('cpu') });
  },
};

async function makeCurrent(backend: Backend): Promise<void> {
  if ((await setBackend(backend)) && getBackend() === backend) return;
  removeBackend(backend);
  throw new Error('TensorFlow.js could not initialise it');
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\.$/, '');
}
