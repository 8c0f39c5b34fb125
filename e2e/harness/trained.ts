import { nextWord } from '../../src/attention/next-word/nextWord.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { maxAbsDifference, scaledDifference } from '../../src/attention/selfChecks.ts';
import { headDim, kvHeadOf, shapeOf } from '../../src/attention/sharing.ts';
import { layerWeights } from '../../src/attention/trained/parameters.ts';
import { referenceModel } from '../../src/attention/trained/reference.ts';
import type { TrainedModel } from '../../src/attention/trained/trainedModel.ts';
import { modelInput, wordVectors } from '../../src/attention/trained/wordVectors.ts';
import { MECHANISMS, type Mechanism } from '../../src/attention/types.ts';
import type { CellTrace, Engine } from '../../src/engine/Engine.ts';
import { readModelFile } from '../../src/takeaway/modelFile.ts';

/** What ships, by its KV heads. */
const FILES = import.meta.glob<string>('../../public/weights/d256-h16-*.safetensors', {
  query: '?url',
  import: 'default',
  eager: true,
});

const models = new Map<number, Promise<TrainedModel>>();

/** The shipped model with so many KV heads. */
export function shippedModel(numKvHeads: number): Promise<TrainedModel> {
  const url = Object.entries(FILES).find(([path]) => path.includes(`-kv${numKvHeads}-`))?.[1];
  if (!url) throw new Error(`No model with ${numKvHeads} KV heads ships.`);
  const known = models.get(numKvHeads);
  const model =
    known ??
    fetch(url)
      .then((response) => response.arrayBuffer())
      .then((bytes) => readModelFile(new Uint8Array(bytes)));
  models.set(numKvHeads, model);
  return model;
}

/** What each engine was given already. */
const given = new WeakMap<Engine, Set<string>>();

async function provide(engine: Engine, name: string, numKvHeads: number): Promise<void> {
  const names = given.get(engine) ?? new Set();
  given.set(engine, names);
  if (names.has(name)) return;
  await engine.provideModel(name, await shippedModel(numKvHeads));
  names.add(name);
}

const kvHeadsOf = (mechanism: Mechanism, numKvHeads: number) => ({ mha: 16, gqa: numKvHeads, mqa: 1 })[mechanism];

/** A request of the shipped models, which the engine is given first. */
export async function trainedRequest(
  engine: Engine,
  text: string,
  { layer = 1, numKvHeads = 4 } = {},
): Promise<RunRequest> {
  const names = { mha: 'kv 16', gqa: `kv ${numKvHeads}`, mqa: 'kv 1' };
  for (const mechanism of MECHANISMS) await provide(engine, names[mechanism], kvHeadsOf(mechanism, numKvHeads));
  const tokens = text.split(' ');
  return {
    tokens,
    mechanisms: MECHANISMS,
    mapSide: tokens.length,
    config: {
      dModel: 256,
      numHeads: 16,
      numKvHeads,
      trained: { layer, models: names },
      causal: true,
      positions: true,
      bias: true,
      seed: 7,
      kvRule: 'mean',
    },
  };
}

/** Largest differences from float64, each over all three mechanisms. */
interface TrainedExactness {
  readonly layer: number;
  readonly maps: number;
  readonly words: number;
  /** Of every array of some traces; see `scaledDifference`. */
  readonly traces: Readonly<Record<string, number>>;
  /** What the engine says of them. */
  readonly deviation: number;
}

const CELLS = [
  { queryHead: 0, queryPosition: 0, keyPosition: 0 },
  { queryHead: 6, queryPosition: 21, keyPosition: 12 },
  { queryHead: 11, queryPosition: 9, keyPosition: 15 },
  { queryHead: 15, queryPosition: 22, keyPosition: 22 },
];

/** Holds maps, guesses and cells of both layers of all mechanisms against the float64 reference of the whole models. */
export async function compareTrained(engine: Engine, text: string): Promise<TrainedExactness[]> {
  const results: TrainedExactness[] = [];
  for (const layer of [1, 0]) {
    const request = await trainedRequest(engine, text, { layer });
    const { maps } = await engine.run(request);
    const words = await engine.nextWord(request);
    const found = { layer, maps: 0, words: 0, traces: {} as Record<string, number>, deviation: 0 };
    for (const mechanism of MECHANISMS) {
      const { parameters, shape, model } = await referenceOf(mechanism, request);
      const { inputs, attentionWeights, final } = model;
      const [input, expected] = [inputs[layer], attentionWeights[layer]];
      if (!input || !expected) throw new Error(`The reference has no layer ${layer}.`);
      found.maps = Math.max(found.maps, maxAbsDifference(maps[mechanism]?.cells ?? new Float32Array(), expected));
      const guesses = nextWord(final.subarray(-shape.dModel), parameters, request.tokens, request.config.seed);
      for (const { key, probability } of guesses.candidates) {
        const guess = words[mechanism]?.candidates.find((candidate) => candidate.key === key);
        found.words = Math.max(found.words, Math.abs((guess?.probability ?? Number.NaN) - probability));
      }
      const attention = { input, weights: layerWeights(parameters, layer), shape };
      for (const cell of CELLS) {
        const trace = await engine.trace(request, { mechanism, ...cell });
        found.deviation = Math.max(found.deviation, trace.deviation);
        for (const [name, difference] of Object.entries(traceDifferences(trace, attention)))
          found.traces[name] = Math.max(found.traces[name] ?? 0, difference);
      }
    }
    results.push(found);
  }
  return results;
}

async function referenceOf(mechanism: Mechanism, { tokens, config }: RunRequest) {
  const { parameters } = await shippedModel(kvHeadsOf(mechanism, config.numKvHeads));
  const shape = shapeOf(mechanism, config);
  const x = modelInput(wordVectors(tokens, config.dModel, config.seed), config.dModel);
  return { parameters, shape, model: referenceModel(parameters, shape, x) };
}

interface Float64Layer {
  readonly input: Float64Array;
  readonly weights: ReturnType<typeof layerWeights>;
  readonly shape: ReturnType<typeof shapeOf>;
}

function traceDifferences(trace: CellTrace, { input, weights, shape }: Float64Layer): Record<string, number> {
  const { queryHead, queryPosition, keyPosition } = trace.cell;
  const layer = referenceAttention({ x: input, weights, shape, causal: true });
  const [d, width, T] = [shape.dModel, headDim(shape), input.length / shape.dModel];
  const kvHead = kvHeadOf(queryHead, shape);
  const row = (values: Float64Array, index: number, length: number) =>
    values.subarray(index * length, (index + 1) * length);
  const query = row(layer.q, queryHead * T + queryPosition, width);
  const keys = row(layer.k, kvHead, T * width);
  const dot = (key: number) =>
    query.reduce((sum, value, feature) => sum + value * (keys[key * width + feature] as number), 0);
  const expected = {
    queryInput: row(input, queryPosition, d),
    keyInput: row(input, keyPosition, d),
    query,
    key: row(keys, keyPosition, width),
    values: row(layer.v, kvHead, T * width),
    scores: Float64Array.from({ length: queryPosition + 1 }, (_, key) => dot(key)),
    weights: row(layer.attentionWeights, queryHead * T + queryPosition, T),
    context: row(row(layer.context, queryPosition, d), queryHead, width),
    output: row(layer.output, queryPosition, d),
  };
  return Object.fromEntries(
    Object.entries(expected).map(([name, values]) => {
      const computed = trace[name as keyof typeof expected].subarray(0, values.length);
      return [name, scaledDifference(computed, values)];
    }),
  );
}
