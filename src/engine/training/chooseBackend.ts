import { reasonIn } from '../../errors/sentence.ts';
import type { Backend } from '../Engine.ts';
import type { TrainingStatus } from './Training.ts';

/** A backend that is ready to compute. */
export interface OpenedBackend {
  readonly backend: Backend;
  /** WebGL's renderer string, or e.g. "WebAssembly SIMD", "JavaScript". */
  readonly renderer: string;
  /** Makes it TensorFlow.js's current one. */
  use(): Promise<void>;
  /** Returns a sentence if the work since the last question broke it. */
  findLoss?(): string | undefined;
  /** Frees its memory; it can be opened again. */
  close(): void;
}

/** The ways to compute that there are on this thread. */
export interface Backends {
  /** Starts one and makes it the current one. Rejects with a clause if it does not work. */
  open(backend: Backend): Promise<OpenedBackend>;
  /** True when WebGL runs on more than a CPU that plays the GPU's part. */
  hasGpu(): boolean;
}

interface Choice {
  readonly opened: OpenedBackend;
  readonly status: TrainingStatus;
}

/** Models as small as these are mostly fastest on WebAssembly: WebGL spends its time on starting programs. */
const BY_PROMISE: readonly Backend[] = ['wasm', 'webgl', 'cpu'];
const NAMES: Readonly<Record<Backend, string>> = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' };

/**
 * Opens the named backend if it works, else the most promising that does. `auto`: WebAssembly, or WebGL if there is a GPU
 * on which a step takes less time.
 *
 * @param timeStep milliseconds of a step on the current backend
 */
export async function chooseBackend(
  wish: Backend | 'auto',
  backends: Backends,
  timeStep: () => Promise<number>,
): Promise<Choice> {
  const failures: string[] = [];
  const order = wish === 'auto' ? BY_PROMISE : [wish, ...BY_PROMISE.filter((other) => other !== wish)];
  for (const backend of order) {
    try {
      const opened = await backends.open(backend);
      if (wish === 'auto' && backend === 'wasm' && backends.hasGpu()) {
        const webgl = await backends.open('webgl').catch(() => undefined);
        if (webgl) return await fasterOf(opened, webgl, timeStep);
      }
      if (failures.length > 0) failures.push(`Training with ${NAMES[backend]} instead.`);
      return choice(opened, failures.join(' '));
    } catch (error) {
      failures.push(`${NAMES[backend]} did not start: ${reasonIn(error)}.`);
    }
  }
  throw new Error(`TensorFlow.js found nothing to train with. ${failures.join(' ')}`);
}

/** Measures both and closes the slower. A WebGL that fails is not told of: nobody asked for it. */
async function fasterOf(wasm: OpenedBackend, webgl: OpenedBackend, timeStep: () => Promise<number>): Promise<Choice> {
  const onWebgl = await timeStep().catch(() => Number.POSITIVE_INFINITY);
  const onWasm = await timeOn(wasm, timeStep).catch((error) => {
    webgl.close();
    wasm.close();
    throw error;
  });
  const [faster, slower] = onWebgl < onWasm ? [webgl, wasm] : [wasm, webgl];
  slower.close();
  await faster.use();
  const ofWebgl = Number.isFinite(onWebgl) ? `${onWebgl.toFixed(1)} ms` : 'an unknown time';
  return choice(
    faster,
    `A step of one model took ${onWasm.toFixed(1)} ms on WebAssembly and ${ofWebgl} on WebGL: the faster one is used.`,
  );
}

async function timeOn(opened: OpenedBackend, timeStep: () => Promise<number>): Promise<number> {
  await opened.use();
  return timeStep();
}

async function choice(opened: OpenedBackend, reason = ''): Promise<Choice> {
  const { backend, renderer } = opened;
  await opened.use();
  return { opened, status: { backend, renderer, ...(reason && { reason }) } };
}
