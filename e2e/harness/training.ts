import { type Recipe, SHIPPED_RECIPE } from '../../src/attention/trained/recipe.ts';
import type { Backend } from '../../src/engine/Engine.ts';
import { createTraining } from '../../src/engine/training/createTraining.ts';

/** Small, and with more than one KV head for fewer than all heads in between. */
const LANES = [4, 2, 1].map((numKvHeads) => ({
  id: `kv${numKvHeads}`,
  name: `${numKvHeads} KV heads`,
  shape: { dModel: 16, numHeads: 4, numKvHeads },
}));

const RECIPE: Recipe = {
  ...SHIPPED_RECIPE,
  steps: 50,
  tokensAStep: 96,
  lengths: [{ until: 1, choices: [12] }],
  learningRate: 2e-2,
  warmUpSteps: 2,
};

interface TrainedCurve {
  /** What computed it. */
  readonly backend: Backend;
  /** [step][lane]: how far the loss is from the first step's. */
  readonly learned: readonly (readonly number[])[];
  /** Tensors and bytes after the first step and after the last. */
  readonly memory: readonly [number, number][];
}

/** Trains three small models for some steps in a worker, as Train does. */
export async function trainedCurve(backend: Backend, steps: number): Promise<TrainedCurve> {
  const training = createTraining();
  const wasmPath = new URL('wasm/', location.href).href;
  const status = await training.begin({ lanes: LANES, recipe: RECIPE, seed: 3 }, { backend, wasmPath });
  const losses: number[][] = [];
  const memory: [number, number][] = [];
  for (let step = 0; step < steps; step++) {
    const { figures } = await training.advance();
    losses.push(LANES.map(({ id }) => figures[id]?.loss ?? Number.NaN));
    const { numTensors, numBytes } = await training.memory();
    memory.push([numTensors, numBytes]);
  }
  training.stop();
  const learned = losses.map((ofStep) => ofStep.map((loss, lane) => loss - (losses[0]?.[lane] ?? Number.NaN)));
  return { backend: status.backend, learned, memory: [memory[0] ?? [0, 0], memory.at(-1) ?? [0, 0]] };
}
