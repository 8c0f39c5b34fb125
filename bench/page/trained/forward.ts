import { initialParameters } from '../../../src/attention/trained/parameters.ts';
import type { ForwardInputs } from './forwardInputs.ts';

/** Each on a page of its own: TensorFlow.js's flags and memory are the page's. */
const CONTENDERS = {
  ours: async (inputs: ForwardInputs) => (await import('./ours.ts')).ourForward(inputs),
  plain: async (inputs: ForwardInputs) => (await import('./plain.ts')).plainForward(inputs),
};

/** Every cell of every head is summed, each by another factor: a map that is wrong anywhere shows. */
const fingerprint = (maps: Float32Array) => maps.reduce((sum, weight, cell) => sum + weight * (1 + (cell % 101)), 0);

/** Milliseconds of `repetitions` warm forwards over `tokens` tokens, and what tells maps of one text from others. */
export async function timeForward(
  name: keyof typeof CONTENDERS,
  tokens: number,
  repetitions: number,
): Promise<{ readonly ms: readonly number[]; readonly fingerprint: number }> {
  const shape = { dModel: 256, numHeads: 16, numKvHeads: 4 };
  const forward = await CONTENDERS[name]({
    shape,
    parameters: initialParameters(shape, 1),
    textOf: (run) => Array.from({ length: tokens }, (_, position) => `w${run} ${position}`),
  });
  // The first, too, so that both have compiled what they compile.
  const maps = await forward(0);
  await forward(1);
  const ms: number[] = [];
  for (let run = 2; run < 2 + repetitions; run++) {
    const start = performance.now();
    await forward(run);
    ms.push(performance.now() - start);
  }
  return { ms, fingerprint: fingerprint(maps) };
}
