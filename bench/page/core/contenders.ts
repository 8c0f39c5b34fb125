import { assertMaps, type CoreInputs, coreInputs } from './inputs.ts';

/** Each is loaded only where it is measured, on a page of its own: TensorFlow.js's flags and memory are the page's. */
const CONTENDERS = {
  webgl: async (inputs: CoreInputs) => (await import('./ours.ts')).ourCore('webgl', inputs),
  wasm: async (inputs: CoreInputs) => (await import('./ours.ts')).ourCore('wasm', inputs),
  plain: async (inputs: CoreInputs) => (await import('./plain.ts')).plainCore(inputs),
  onnx: async (inputs: CoreInputs) => (await import('./onnx.ts')).onnxCore(inputs),
};

type Contender = keyof typeof CONTENDERS;

interface CoreTimes {
  readonly mapsMs: readonly number[];
  readonly outputsMs: readonly number[];
}

/** Milliseconds of `repetitions` warm runs of each kind, after one that is checked. */
export async function timeCore(name: Contender, tokens: number, repetitions: number): Promise<CoreTimes> {
  const inputs = coreInputs(tokens);
  const core = await CONTENDERS[name](inputs);
  assertMaps(await core.maps(), inputs);
  const mapsMs = await timeEach(() => core.maps(), repetitions);
  const { length } = await core.outputs();
  if (length !== inputs.q.length) throw new Error(`${name} returned ${length} outputs instead of ${inputs.q.length}.`);
  return { mapsMs, outputsMs: await timeEach(() => core.outputs(), repetitions) };
}

async function timeEach(work: () => Promise<unknown>, repetitions: number): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < repetitions; index++) {
    const start = performance.now();
    await work();
    samples.push(performance.now() - start);
  }
  return samples;
}
