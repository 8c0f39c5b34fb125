import { countingWorker, shadersCompiled } from '../../e2e/harness/workers.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import type { Backend } from '../../src/engine/Engine.ts';
import { startEngine } from '../../src/engine/startEngine.ts';
import { requestOf } from './requests.ts';
import { WASM_PATH } from './wasmPath.ts';

interface DecodeTimings {
  readonly backend: Backend;
  readonly timings: readonly {
    readonly tokens: number;
    readonly cachedMs: readonly number[];
    readonly recomputedMs: readonly number[];
  }[];
}

const causal = (tokens: number): RunRequest => {
  const { config, ...rest } = requestOf(tokens);
  return { ...rest, config: { ...config, causal: true }, mechanisms: ['gqa'] };
};

/** GQA's step at the last of `lengths` tokens, each attempt with a cache and without. */
export async function timeDecoding(
  wanted: Backend,
  lengths: readonly number[],
  attempts: number,
): Promise<DecodeTimings> {
  const { engine, status } = await startEngine({ backend: wanted, wasmPath: WASM_PATH });
  const timings = [];
  for (const tokens of lengths) {
    const { gqa } = await engine.timeDecode(causal(tokens), attempts);
    if (!gqa) throw new Error('GQA was not timed.');
    timings.push({ tokens, cachedMs: gqa.cachedMs, recomputedMs: gqa.recomputedMs });
  }
  await engine.stop();
  return { backend: status.backend, timings };
}

interface DecodeCompiles {
  readonly backend: Backend;
  readonly steps: number;
  /** Calls of `compileShader` until the first step was done, and in those after it. */
  readonly before: number;
  readonly after: number;
}

/** Counts shaders compiled while all three mechanisms decode, after the first step. */
export async function countDecodeCompiles(): Promise<DecodeCompiles> {
  const { engine, status } = await startEngine({
    backend: 'webgl',
    wasmPath: WASM_PATH,
    createWorker: countingWorker,
  });
  const [prompt, last] = [10, 210];
  const whole = { ...causal(last), mechanisms: requestOf(last).mechanisms };
  const stepTo = (length: number) => engine.decode({ ...whole, tokens: whole.tokens.slice(0, length) }, last);
  await stepTo(prompt);
  const before = await shadersCompiled();
  for (let length = prompt + 1; length <= last; length++) await stepTo(length);
  const after = (await shadersCompiled()) - before;
  await engine.stop();
  return { backend: status.backend, steps: last - prompt, before, after };
}
