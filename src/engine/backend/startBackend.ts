import { getBackend, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { reasonIn } from '../../errors/sentence.ts';
import { BACKENDS, type Backend, type EngineLoss, type EngineOptions } from '../Engine.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { ImpreciseBackend } from './impreciseBackend.ts';

export interface StartedBackend {
  readonly backend: Backend;
  readonly renderer: string;
  readonly ops: AttentionOps;
  /** A sentence for each way to compute that was tried before and did not work. */
  readonly fallbackReason?: string;
  /** Present when WebGL started and its numbers were not float32's. */
  readonly isGpuImprecise?: true;
  /** Calls back when the backend breaks; `stop` may look like that, too. */
  onLost?(tell: (loss: EngineLoss) => void): void;
  /** Why it can't be used any more, if the work since the last question broke it. */
  findLoss?(): EngineLoss | undefined;
  /** Frees the backend's memory; it can be started again. */
  stop(): void;
}

const NAMES: Readonly<Record<Backend, string>> = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' };

/** Starts the first backend that works: the named one, then the others, best first. Throws when none does. */
export async function startBackend(options: EngineOptions): Promise<StartedBackend> {
  const failures: string[] = [];
  let isGpuImprecise = false;
  for (const backend of orderOf(options.backend)) {
    try {
      const started = await start[backend](options);
      await makeCurrent(backend);
      const described = await started();
      if (failures.length > 0) failures.push(`Computing with ${NAMES[backend]} instead.`);
      const fallbackReason = [...failures, described.fallbackReason].filter(Boolean).join(' ');
      return {
        backend,
        ...described,
        ...(fallbackReason && { fallbackReason }),
        ...(isGpuImprecise && { isGpuImprecise }),
      };
    } catch (error) {
      isGpuImprecise ||= error instanceof ImpreciseBackend;
      failures.push(`${NAMES[backend]} did not start: ${reasonIn(error)}.`);
    }
  }
  throw new Error(`TensorFlow.js found nothing to compute with. ${failures.join(' ')}`);
}

/** Returns all backends, best first, but `backend` before them if one is named. */
function orderOf(backend: Backend | 'auto'): readonly Backend[] {
  return backend === 'auto' ? BACKENDS : [backend, ...BACKENDS.filter((other) => other !== backend)];
}

type Described = Omit<StartedBackend, 'backend'>;

/** Registers a backend; the function returned describes it once it is the current one. */
const start: Readonly<Record<Backend, (options: EngineOptions) => Promise<() => Described | Promise<Described>>>> = {
  async webgl() {
    const [{ registerWebgl, ...webgl }, { assertFloat32 }, { webglOps }, { warmUp }] = await Promise.all([
      import('./webglBackend.ts'),
      import('./measurePrecision.ts'),
      import('../ops/webgl/webglOps.ts'),
      import('../ops/webgl/warmUp.ts'),
    ]);
    const renderer = registerWebgl();
    return async () => {
      const described = {
        renderer,
        onLost: webgl.onWebglLost,
        findLoss: webgl.findWebglLoss,
        stop: webgl.releaseWebgl,
      };
      try {
        const ops = webglOps(webgl.webglBackend());
        await warmUp(webgl.webglBackend(), ops);
        await assertFloat32(ops);
        return { ...described, ops };
      } catch (error) {
        const instead = await plainOpsOnWebgl(error).catch(() => undefined);
        if (instead) return { ...described, ...instead };
        webgl.releaseWebgl();
        throw error;
      }
    };
  },
  async wasm({ wasmPath }) {
    const [{ registerWasm }, { plainOps }] = await Promise.all([
      import('./wasmBackend.ts'),
      import('../ops/plainOps.ts'),
    ]);
    const renderer = await registerWasm(wasmPath);
    return () => ({ renderer, ops: plainOps, stop: () => removeBackend('wasm') });
  },
  async cpu() {
    const [{ registerCpu }, { plainOps }] = await Promise.all([
      import('./cpuBackend.ts'),
      import('../ops/plainOps.ts'),
    ]);
    registerCpu();
    return () => ({ renderer: 'JavaScript', ops: plainOps, stop: () => removeBackend('cpu') });
  },
};

/** Loads TensorFlow.js's own programs, for drivers that refuse ours. Rejects if they do not work either. */
async function plainOpsOnWebgl(cause: unknown): Promise<Pick<Described, 'ops' | 'fallbackReason'>> {
  const [{ plainOps }, { assertFloat32 }, { runEveryProgram }] = await Promise.all([
    import('../ops/plainOps.ts'),
    import('./measurePrecision.ts'),
    import('../ops/webgl/warmUp.ts'),
    // Registers its kernels.
    import('@tensorflow/tfjs-backend-webgl'),
  ]);
  runEveryProgram(plainOps);
  await assertFloat32(plainOps);
  const why = `HeadRoom's own WebGL programs do not work here: ${reasonIn(cause)}.`;
  return {
    ops: plainOps,
    fallbackReason: `${why} Computing with TensorFlow.js's programs instead: slower, but right.`,
  };
}

async function makeCurrent(backend: Backend): Promise<void> {
  if ((await setBackend(backend)) && getBackend() === backend) return;
  removeBackend(backend);
  throw new Error('TensorFlow.js could not initialise it');
}
