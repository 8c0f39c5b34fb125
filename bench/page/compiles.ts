import { sweep } from '../../e2e/harness/changes.ts';
import { countingWorker, shadersCompiled } from '../../e2e/harness/workers.ts';
import type { Backend } from '../../src/engine/Engine.ts';
import { startEngine } from '../../src/engine/startEngine.ts';
import { WASM_PATH } from './wasmPath.ts';

interface Compiles {
  readonly backend: Backend;
  /** Milliseconds until the engine had started, its programs compiled. */
  readonly startMs: number;
  /** Calls of `compileShader` by then. */
  readonly warmUp: number;
  /** Calls of it in the runs of the sweep. */
  readonly after: number;
  readonly runs: number;
}

/** Counts shaders compiled at the start, and over every length from 1 to 200 and every stop of the three sliders. */
export async function countCompiles(): Promise<Compiles> {
  const start = performance.now();
  const { engine, status } = await startEngine({
    backend: 'auto',
    wasmPath: WASM_PATH,
    createWorker: countingWorker,
  });
  const startMs = performance.now() - start;
  const warmUp = await shadersCompiled();
  const runs = await sweep(engine);
  const after = (await shadersCompiled()) - warmUp;
  await engine.stop();
  return { backend: status.backend, startMs, warmUp, after, runs };
}
