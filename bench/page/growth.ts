import { THUMBNAIL_SIDE } from '../../src/attention/levelOfDetail.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { startEngine } from '../../src/engine/startEngine.ts';
import { requestOf } from './requests.ts';
import { WASM_PATH } from './wasmPath.ts';

/** Milliseconds of runs at each of `sizes`, as many as `repetitions` says for it. */
type Timings = readonly { readonly size: number; readonly ms: readonly number[] }[];

type Repetitions = readonly (readonly [size: number, count: number])[];

/** All three mechanisms as the app asks for them, on more and more tokens. */
export const timeTokens = (repetitions: Repetitions): Promise<Timings> =>
  timeSizes(repetitions, (tokens) => requestOf(tokens));

/** Tokens and width for the growth in KV heads: 64 heads are the most there are, and take some numbers to be seen. */
const KV_HEADS_SWEEP = { tokens: 256, dModel: 1024, numHeads: 64 };

/** GQA alone, of 64 query heads, with more and more KV heads. */
export const timeKvHeads = (repetitions: Repetitions): Promise<Timings> =>
  timeSizes(repetitions, (numKvHeads) => {
    const { tokens, dModel, numHeads } = KV_HEADS_SWEEP;
    const { tokens: keys, config } = requestOf(tokens);
    const swept = { ...config, dModel, numHeads, numKvHeads };
    return { tokens: keys, config: swept, mechanisms: ['gqa'], mapSide: THUMBNAIL_SIDE };
  });

async function timeSizes(repetitions: Repetitions, requestFor: (size: number) => RunRequest): Promise<Timings> {
  const { engine } = await startEngine({ backend: 'auto', wasmPath: WASM_PATH });
  const timings: { size: number; ms: number[] }[] = [];
  for (const [size, count] of repetitions) {
    const request = requestFor(size);
    // Weights are drawn once for a setting, textures made once for a size: neither is the growth of a run.
    await engine.run(request);
    const ms: number[] = [];
    for (let index = 0; index < count; index++) ms.push((await engine.run(withOtherTokens(request, index))).computeMs);
    timings.push({ size, ms });
  }
  await engine.stop();
  return timings;
}

/** The same question about other words, so that no map is known from before. */
function withOtherTokens(request: RunRequest, index: number): RunRequest {
  return { ...request, tokens: request.tokens.map((token) => `${token}.${index}`) };
}
