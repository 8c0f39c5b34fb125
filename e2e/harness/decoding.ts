import { layerInput } from '../../src/attention/embeddings.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import { headDim, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import type { Engine, EngineMemory } from '../../src/engine/Engine.ts';
import { FIRST_REQUEST, wordsOf } from './changes.ts';
import { trainedRequest } from './trained.ts';

/** A configuration, and after how many tokens each call of `decode` ends. */
export interface DecodeCase {
  readonly name: string;
  readonly change: Partial<RunConfig>;
  readonly lengths: readonly number[];
}

export interface DecodeDifference {
  readonly name: string;
  /** Largest differences from the float64 reference of the whole text. */
  readonly rows: number;
  readonly output: number;
  /** Tokens that each call fed. */
  readonly fed: readonly number[];
}

const requestOf = (change: Partial<RunConfig>, tokens: number): RunRequest => ({
  ...FIRST_REQUEST,
  tokens: wordsOf(tokens),
  config: { ...FIRST_REQUEST.config, ...change, causal: true },
});

const upTo = (request: RunRequest, length: number): RunRequest => ({
  ...request,
  tokens: request.tokens.slice(0, length),
});

/** Decodes each case and holds every row and output against the causal attention of its whole text in float64. */
export async function compareDecoding(engine: Engine, cases: readonly DecodeCase[]): Promise<DecodeDifference[]> {
  const results: DecodeDifference[] = [];
  for (const { name, change, lengths } of cases) {
    const whole = requestOf(change, Math.max(...lengths));
    const references = new Map(MECHANISMS.map((mechanism) => [mechanism, referenceOf(mechanism, whole)]));
    const worst = { rows: 0, output: 0 };
    const fed: number[] = [];
    for (const length of lengths) {
      const { first, count, mechanisms } = await engine.decode(upTo(whole, length), whole.tokens.length);
      fed.push(count);
      for (const [mechanism, reference] of references) {
        const { rows, output } = mechanisms[mechanism] ?? { rows: [], output: [] };
        const expected = expectedRows(reference.attentionWeights, whole, first, count);
        const { dModel } = whole.config;
        const outputs = reference.output.subarray(first * dModel, (first + count) * dModel);
        worst.rows = Math.max(worst.rows, distance(rows, expected));
        worst.output = Math.max(worst.output, distance(output, outputs));
      }
    }
    await engine.endDecode();
    results.push({ name, ...worst, fed });
  }
  return results;
}

function referenceOf(mechanism: Mechanism, { tokens, config }: RunRequest) {
  return referenceAttention({
    x: layerInput(tokens, config),
    weights: drawWeights(mechanism, config),
    shape: shapeOf(mechanism, config),
    causal: true,
  });
}

/** Of the maps [numHeads, T, T] the rows of `count` tokens from `first` on, up to the last of them. */
function expectedRows(maps: Float64Array, { tokens, config }: RunRequest, first: number, count: number): number[] {
  const known = first + count;
  return Array.from({ length: config.numHeads * count }, (_, index) => {
    const [head, token] = [Math.floor(index / count), first + (index % count)];
    const start = (head * tokens.length + token) * tokens.length;
    return [...maps.subarray(start, start + known)];
  }).flat();
}

function distance(computed: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (computed.length !== expected.length) return Number.POSITIVE_INFINITY;
  return maxAbsDifference(Float64Array.from(computed), Float64Array.from(expected));
}

export interface CacheBytes {
  readonly mechanism: Mechanism;
  readonly headDim: number;
  /** K and V × tokens × KV heads × head_dim × 4 B, head_dim rounded up to 4 if a texel holds four numbers. */
  readonly expected: number;
  readonly measured: number | undefined;
  readonly timed: number | undefined;
}

/** The bytes of the caches of `decode` and of `timeDecode`, and what they should be. */
export async function cacheBytes(engine: Engine, change: Partial<RunConfig>, isPadded: boolean): Promise<CacheBytes[]> {
  const request = requestOf(change, 5);
  const { mechanisms } = await engine.decode(request, 9);
  const times = await engine.timeDecode({ ...request, tokens: wordsOf(9) }, 1);
  await engine.endDecode();
  return MECHANISMS.map((mechanism) => {
    const { config } = request;
    const width = headDim(config);
    const { numKvHeads } = shapeOf(mechanism, config);
    return {
      mechanism,
      headDim: width,
      expected: 2 * 9 * numKvHeads * (isPadded ? 4 * Math.ceil(width / 4) : width) * 4,
      measured: mechanisms[mechanism]?.cache.bytes,
      timed: times[mechanism]?.cache.bytes,
    };
  });
}

/** What the engine holds after a first step, after 100 more, and after each of a few ends and new beginnings. */
export async function memoryAlongDecoding(
  engine: Engine,
): Promise<Record<'alongSteps' | 'alongRounds', readonly EngineMemory[]>> {
  const whole = requestOf({ dModel: 48, numHeads: 6, numKvHeads: 3 }, 104);
  const alongSteps: EngineMemory[] = [];
  for (let length = 4; length <= 104; length++) {
    await engine.decode(upTo(whole, length), 104);
    if (length % 20 === 4) alongSteps.push(await engine.memory());
  }
  const alongRounds: EngineMemory[] = [];
  for (let round = 0; round < 4; round++) {
    await engine.endDecode();
    alongRounds.push(await engine.memory());
    for (const length of [3, 4, 9]) await engine.decode(upTo(whole, length), 20 + round);
    await engine.timeDecode(upTo(whole, 12), 2);
  }
  await engine.endDecode();
  alongRounds.push(await engine.memory());
  return { alongSteps, alongRounds };
}

/** A prompt and 20 steps of several lengths and configurations, and times: whatever compiles a program, if anything does. */
export async function decodeEverything(engine: Engine): Promise<number> {
  let steps = 0;
  const decode = async (whole: RunRequest, prompt: number) => {
    for (let length = prompt; length <= whole.tokens.length; length++, steps++)
      await engine.decode(upTo(whole, length), whole.tokens.length);
  };
  for (const [change, prompt] of [
    [{}, 1],
    [{ dModel: 48, numHeads: 6, numKvHeads: 3, bias: false }, 7],
    [{ dModel: 16, numHeads: 16, numKvHeads: 4 }, 40],
    [{ dModel: 36, numHeads: 6, numKvHeads: 2, kvRule: 'independent' }, 300],
    [{ dModel: 512, numHeads: 8, numKvHeads: 1, positions: false }, 12],
  ] as const) {
    await decode(requestOf(change, prompt + 20), prompt);
    await engine.timeDecode(requestOf(change, prompt + 20), 1);
  }
  const text = wordsOf(30).join(' ').replaceAll('word ', 'word');
  await decode(await trainedRequest(engine, text), 10);
  await engine.endDecode();
  return steps;
}
