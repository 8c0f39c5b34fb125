import { wrap } from 'comlink';
import { layerInput } from '../../src/attention/embeddings.ts';
import { fillNormals, randomWords } from '../../src/attention/random/random.ts';
import { referenceAttention, referenceSdpa } from '../../src/attention/reference.ts';
import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import {
  batchOf,
  type FixtureTensor,
  type FixtureWeights,
  fixturesIn,
  float32,
  float64,
  layerWeights,
} from '../../src/attention/testing/fixtures.ts';
import type { AttentionShape, AttentionWeights, BiasChoice, RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import type { Backend, EngineHome } from '../../src/engine/Engine.ts';
import { type Calculator, calculator, type GivenLayer } from './calculator.ts';
import { decodeFixtures } from './decodeFixtures.ts';

/** Largest differences from float64, and which backend they were computed on. */
export interface Exactness {
  readonly name: string;
  readonly attentionWeights: number;
  readonly output: number;
}

export interface ExactnessCase extends AttentionShape {
  readonly name: string;
  readonly tokens: number;
  readonly causal: boolean;
  readonly bias: BiasChoice;
  /** Integers make every score exact in float32 and reach hundreds, so that nothing but the softmax is on trial. */
  readonly numbers: 'normal' | 'integers';
}

/** Starts `backend` alone in `home`, and returns the functions that compare it; throws where another backend runs. */
export async function startCalculator(home: EngineHome, backend: Backend): Promise<void> {
  remote =
    home === 'page'
      ? calculator
      : (wrap<Calculator>(
          new Worker(new URL('./calculatorWorker.ts', import.meta.url), { type: 'module' }),
        ) as Calculator);
  const running = await remote.start({ backend, wasmPath: new URL('wasm/', location.href).href });
  if (running !== backend) throw new Error(`${running} runs instead of ${backend}.`);
}

let remote: Calculator = calculator;

/** Computes one layer and holds it against the float64 reference. */
export async function compareCase(test: ExactnessCase): Promise<Exactness> {
  const given = layerOf(test);
  const { attentionWeights, output } = await remote.layer(given);
  const reference = referenceAttention(given);
  return {
    name: test.name,
    attentionWeights: maxAbsDifference(attentionWeights.values, reference.attentionWeights),
    output: maxAbsDifference(output.values, reference.output),
  };
}

export interface BasicCase {
  readonly name: string;
  readonly tokens: readonly string[];
  readonly dModel: number;
  readonly seed: number;
  readonly causal: boolean;
}

/** Computes basic attention, whose queries, keys and values are its input itself, and holds it against float64. */
export async function compareBasic({ name, tokens, dModel, seed, causal }: BasicCase): Promise<Exactness> {
  const x = layerInput(tokens, { dModel, seed, positions: true });
  const oneHead = { q: x, k: x, v: x, headDim: dModel, numHeads: 1, numKvHeads: 1 };
  const { attentionWeights, output } = await remote.heads({ ...oneHead, causal });
  const reference = referenceSdpa({ ...oneHead, ...(causal && { causalOffset: 0 }) });
  return {
    name,
    attentionWeights: maxAbsDifference(attentionWeights.values, reference.attentionWeights),
    output: maxAbsDifference(output.values, reference.output),
  };
}

/** Decodes PyTorch's fixtures as they did, and holds every step, and the caches at the end, against their values. */
export const compareDecodeFixtures = (): Promise<Exactness[]> => decodeFixtures((given) => remote.decode(given));

/** Computes the layers and the heads of PyTorch's fixtures and holds them against their expected values. */
export async function compareFixtures(): Promise<Exactness[]> {
  return [...(await compareLayerFixtures()), ...(await compareSdpaFixtures())];
}

/** The sentence with which a layer whose input holds a NaN is refused. */
export async function refusalOfNaN(): Promise<string> {
  const given = layerOf({
    name: 'NaN',
    dModel: 16,
    numHeads: 2,
    numKvHeads: 1,
    tokens: 3,
    causal: false,
    bias: true,
    numbers: 'normal',
  });
  const x = given.x.slice();
  x[5] = Number.NaN;
  return remote.layer({ ...given, x }).then(
    () => 'It was computed.',
    (error: Error) => error.message,
  );
}

/** How pooling ends, in blocks of 4 × 4, for each place of one NaN among the queries of 10 tokens. */
export async function refusalsOfPooledNaN(): Promise<string[]> {
  const heads = { headDim: 2, numHeads: 2, numKvHeads: 1, causal: true };
  const k = fillNormals(new Float32Array(20), 5, 'k', 1);
  const answers: string[] = [];
  for (let place = 0; place < 40; place += 2) {
    const q = fillNormals(new Float32Array(40), 5, 'q', 1);
    q[place] = Number.NaN;
    const answer = remote.pooled({ ...heads, q, k }, 4).then(
      () => 'It was computed.',
      (error: Error) => error.message,
    );
    answers.push(await answer);
  }
  return answers;
}

interface LayerFixture {
  readonly d_model: number;
  readonly num_heads: number;
  readonly num_kv_heads: number;
  readonly weights: FixtureWeights;
  readonly x: FixtureTensor;
  readonly causal: { readonly y: FixtureTensor; readonly attn: FixtureTensor };
  readonly noncausal: { readonly y: FixtureTensor; readonly attn: FixtureTensor };
}

async function compareLayerFixtures(): Promise<Exactness[]> {
  const results: Exactness[] = [];
  for (const { name, weights, x, ...expected } of fixturesIn<LayerFixture>('cases')) {
    const shape = { dModel: expected.d_model, numHeads: expected.num_heads, numKvHeads: expected.num_kv_heads };
    for (const mask of ['causal', 'noncausal'] as const) {
      for (let batch = 0; batch < (x.shape[0] ?? 0); batch++) {
        const given = {
          x: float32(batchOf(x, batch)),
          weights: layerWeights(weights),
          shape,
          causal: mask === 'causal',
        };
        const { attentionWeights, output } = await remote.layer(given);
        results.push({
          name: `${name}, ${mask}, sequence ${batch}`,
          attentionWeights: maxAbsDifference(attentionWeights.values, float64(batchOf(expected[mask].attn, batch))),
          output: maxAbsDifference(output.values, float64(batchOf(expected[mask].y, batch))),
        });
      }
    }
  }
  return results;
}

interface SdpaFixture {
  readonly causal: boolean;
  readonly mask?: unknown;
  readonly q: FixtureTensor;
  readonly k: FixtureTensor;
  readonly v: FixtureTensor;
  readonly attn: FixtureTensor;
  /** [batch, heads, T, headDim] */
  readonly y: FixtureTensor;
}

async function compareSdpaFixtures(): Promise<Exactness[]> {
  const results: Exactness[] = [];
  // The engine has the causal mask alone; masks of other shapes are the reference's to test.
  for (const { name, causal, mask, q, k, v, attn, y } of fixturesIn<SdpaFixture>('sdpa')) {
    if (mask) continue;
    const [, numHeads = 1, , headDim = 1] = q.shape;
    const numKvHeads = k.shape[1] ?? 1;
    for (let batch = 0; batch < (q.shape[0] ?? 0); batch++) {
      const [qs, ks, vs] = [q, k, v].map((heads) => float32(batchOf(heads, batch)));
      if (!qs || !ks || !vs) continue;
      const computed = await remote.heads({ q: qs, k: ks, v: vs, headDim, numHeads, numKvHeads, causal });
      results.push({
        name: `${name}, sequence ${batch}`,
        attentionWeights: maxAbsDifference(computed.attentionWeights.values, float64(batchOf(attn, batch))),
        output: maxAbsDifference(computed.output.values, sideBySide(float64(batchOf(y, batch)), numHeads, headDim)),
      });
    }
  }
  return results;
}

/** [numHeads, T, headDim] → [T, numHeads · headDim] */
function sideBySide(heads: Float64Array, numHeads: number, headDim: number): Float64Array {
  const length = heads.length / (numHeads * headDim);
  return heads.map((_, index) => {
    const [token, feature] = [Math.floor(index / (numHeads * headDim)), index % (numHeads * headDim)];
    const head = Math.floor(feature / headDim);
    return heads[(head * length + token) * headDim + (feature % headDim)] ?? Number.NaN;
  });
}

function layerOf({ tokens, numbers, causal, bias, dModel, numHeads, numKvHeads, headDim }: ExactnessCase): GivenLayer {
  const shape = { dModel, numHeads, numKvHeads, headDim };
  if (numbers === 'integers') return { ...integerLayer(tokens, shape, bias !== false), shape, causal };
  const config: RunConfig = { ...shape, causal, bias, positions: true, seed: 11, kvRule: 'independent' };
  const keys = Array.from({ length: tokens }, (_, position) => `token ${position % 97}`);
  return { x: layerInput(keys, config), weights: drawWeights('gqa', config), shape, causal };
}

function integerLayer(tokens: number, shape: AttentionShape, bias: boolean): Pick<GivenLayer, 'x' | 'weights'> {
  const { dModel, numHeads, numKvHeads } = shape;
  const integers = (length: number, name: string, largest: number) => {
    const next = randomWords(5, name);
    return Float32Array.from({ length }, () => ((next() >>> 0) % (2 * largest + 1)) - largest);
  };
  const kvWidth = (dModel / numHeads) * numKvHeads;
  const linear = (out: number, name: string, largest: number) => ({
    weight: integers(out * dModel, name, largest),
    ...(bias && { bias: integers(out, `${name} bias`, largest) }),
  });
  const weights: AttentionWeights = {
    wQ: linear(dModel, 'q', 1),
    wK: linear(kvWidth, 'k', 1),
    // Normal V and O of the usual size: the output's error is then the weights' own.
    wV: { weight: fillNormals(new Float32Array(kvWidth * dModel), 5, 'v', 1 / dModel) },
    wO: { weight: fillNormals(new Float32Array(dModel * dModel), 5, 'o', 1 / dModel) },
  };
  return { x: integers(tokens * dModel, 'x', 2), weights };
}
