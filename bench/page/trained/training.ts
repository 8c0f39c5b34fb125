import type { Backend } from '../../../src/engine/Engine.ts';
import { createTraining } from '../../../src/engine/training/createTraining.ts';
import { planOf } from '../../../src/state/facts/train/trainPlan.ts';
import { DEFAULT_TRAIN, setupOfSize, type TrainSize } from '../../../src/state/facts/train/trainSetup.ts';
import { WASM_PATH } from '../wasmPath.ts';

/** The first steps compile and allocate. */
const WARM_UP_STEPS = 2;

interface StepTimes {
  /** What really computed. */
  readonly backend: Backend;
  /** Of each step of all three models. */
  readonly ms: readonly number[];
}

/** Milliseconds of `count` steps of the Train screen's preset, as its worker makes them. */
export async function timeTraining(size: TrainSize, backend: Backend, count: number): Promise<StepTimes> {
  const training = createTraining();
  const status = await training.begin(planOf({ ...DEFAULT_TRAIN, ...setupOfSize(size) }), {
    backend,
    wasmPath: WASM_PATH,
  });
  const ms: number[] = [];
  for (let step = -WARM_UP_STEPS; step < count; step++) {
    const { computeMs } = await training.advance();
    if (step >= 0) ms.push(computeMs);
  }
  training.stop();
  return { backend: status.backend, ms };
}
