import { layerInput } from '../../src/attention/embeddings.ts';
import { type ReferenceLayer, referenceAttention } from '../../src/attention/reference.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { headDim, kvHeadOf, queryWidth, shapeOf } from '../../src/attention/sharing.ts';
import { MECHANISMS, type Mechanism, type RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import type { CellAddress, CellTrace, Engine, EngineMemory } from '../../src/engine/Engine.ts';
import { FIRST_REQUEST, wordsOf } from './changes.ts';

const SIX_OVER_THREE = { ...FIRST_REQUEST.config, dModel: 48, numHeads: 6, numKvHeads: 3 };

function requestFor(change: Partial<RunConfig>, tokens: number): RunRequest {
  return { ...FIRST_REQUEST, tokens: wordsOf(tokens), config: { ...SIX_OVER_THREE, ...change } };
}

/** Cells of 7 tokens: of a first, a middle and a last head; seen, on the diagonal, and hidden by a causal mask. */
const CELLS = [
  { queryHead: 0, queryPosition: 0, keyPosition: 0 },
  { queryHead: 3, queryPosition: 5, keyPosition: 2 },
  { queryHead: 4, queryPosition: 2, keyPosition: 5 },
  { queryHead: 5, queryPosition: 6, keyPosition: 6 },
];

export interface CellExactness {
  readonly name: string;
  /** The largest difference of each array of the trace from float64. */
  readonly differences: Readonly<Record<string, number>>;
  /** What the engine says of them. */
  readonly deviation: number;
  /** Whether masked scores are NaN and masked weights exactly 0. */
  readonly isMasked: boolean;
}

/** Takes cells of every mechanism apart, and holds every number against a whole layer in float64. */
export async function compareCells(engine: Engine, change: Partial<RunConfig>): Promise<CellExactness[]> {
  const request = requestFor(change, 7);
  await engine.run(request);
  const results: CellExactness[] = [];
  for (const mechanism of MECHANISMS)
    for (const cell of CELLS) results.push(hold(await engine.trace(request, { mechanism, ...cell })));
  return results;
}

function hold(trace: CellTrace): CellExactness {
  const { config, tokens } = trace.request;
  const { mechanism, queryHead, queryPosition, keyPosition } = trace.cell;
  const shape = shapeOf(mechanism, config);
  const [T, d, width, all] = [tokens.length, config.dModel, headDim(config), queryWidth(config)];
  const kvHead = kvHeadOf(queryHead, shape);
  const { x, weights, layer } = referenceOf(mechanism, tokens, config);
  const row = (values: Float64Array | Float32Array, index: number, length: number) =>
    Float64Array.from(values.subarray(index * length, (index + 1) * length));
  const query = row(layer.q, queryHead * T + queryPosition, width);
  const context = row(layer.context, queryPosition, all).slice(queryHead * width, (queryHead + 1) * width);
  const visible = config.causal ? queryPosition + 1 : T;
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a).reduce((sum, value, index) => sum + value * (b[index] as number), 0);
  const kvRows = (values: Float64Array) => values.slice(kvHead * T * width, (kvHead + 1) * T * width);
  const expected: Record<string, Float64Array> = {
    queryInput: row(x, queryPosition, d),
    keyInput: row(x, keyPosition, d),
    query,
    key: row(layer.k, kvHead * T + keyPosition, width),
    value: row(layer.v, kvHead * T + keyPosition, width),
    scores: Float64Array.from({ length: visible }, (_, key) => dot(query, row(layer.k, kvHead * T + key, width))),
    weights: row(layer.attentionWeights, queryHead * T + queryPosition, T),
    values: kvRows(layer.v),
    context,
    contribution: Float64Array.from({ length: d }, (_, out) =>
      dot(context, weights.wO.weight.subarray(out * all + queryHead * width, out * all + (queryHead + 1) * width)),
    ),
    output: row(layer.output, queryPosition, d),
  };
  const given = trace as unknown as Record<string, Float32Array>;
  const differences = Object.entries(expected).map(([name, values]) => {
    const computed = given[name] ?? new Float32Array();
    if (computed.length !== (name === 'scores' ? T : values.length)) return [name, Number.POSITIVE_INFINITY];
    return [name, Math.max(...Array.from(values, (value, index) => Math.abs(value - (computed[index] as number))))];
  });
  return {
    name: `${mechanism}, head ${queryHead}, ${queryPosition} to ${keyPosition}`,
    differences: Object.fromEntries(differences),
    deviation: trace.deviation,
    isMasked:
      trace.kvHead === kvHead &&
      trace.scores.subarray(visible).every(Number.isNaN) &&
      trace.weights.subarray(visible).every((weight) => weight === 0),
  };
}

function referenceOf(mechanism: Mechanism, tokens: readonly string[], config: RunConfig) {
  const x = layerInput(tokens, config);
  const weights = drawWeights(mechanism, config);
  const layer: ReferenceLayer = referenceAttention({
    x,
    weights,
    shape: shapeOf(mechanism, config),
    causal: config.causal,
  });
  return { x, weights, layer };
}

/** How far the row of a trace is from the map on screen, in any bit. */
export async function compareWithMap(engine: Engine, tokens: number): Promise<number> {
  const request = requestFor({}, tokens);
  const { maps } = await engine.run(request);
  const cell: CellAddress = { mechanism: 'gqa', queryHead: 3, queryPosition: tokens - 2, keyPosition: 1 };
  const { weights } = await engine.trace(request, cell);
  const start = (3 * tokens + tokens - 2) * tokens;
  const shown = maps.gqa?.cells.subarray(start, start + tokens) ?? [];
  return Math.max(...Array.from(weights, (weight, key) => Math.abs(weight - (shown[key] ?? Number.NaN))));
}

/** What the engine holds after one trace, after 100 others and that one again, and after a run. */
export async function memoryAlongCells(engine: Engine): Promise<readonly EngineMemory[]> {
  const request = requestFor({}, 12);
  await engine.run(request);
  const held = [await engine.memory()];
  const first: CellAddress = { mechanism: 'mqa', queryHead: 0, queryPosition: 0, keyPosition: 0 };
  await engine.trace(request, first);
  held.push(await engine.memory());
  for (let index = 0; index < 100; index++) {
    const mechanism = MECHANISMS[index % 3] ?? 'mha';
    const [queryPosition, keyPosition] = [(index * 7) % 12, (index * 5) % 12];
    await engine.trace(request, { mechanism, queryHead: index % 6, queryPosition, keyPosition });
  }
  await engine.trace(request, first);
  held.push(await engine.memory());
  await engine.run(request);
  await engine.run({ ...request, mapSide: request.mapSide + 1 });
  held.push(await engine.memory());
  return held;
}

/** ‖O_GQA − O_MHA‖ / ‖O_MHA‖ by the engine and in float64, for every number of KV heads of six. */
export async function compareDistances(
  engine: Engine,
  change: Partial<RunConfig>,
  tokens: number,
): Promise<{ readonly computed: number; readonly expected: number }[]> {
  const results = [];
  for (const numKvHeads of [1, 2, 3, 6]) {
    const request = requestFor({ ...change, numKvHeads }, tokens);
    const [gqa, mha] = (['gqa', 'mha'] as const).map(
      (mechanism) => referenceOf(mechanism, request.tokens, request.config).layer.output,
    );
    if (!gqa || !mha) throw new Error('There is nothing to compare.');
    const norm = (values: Float64Array) => Math.hypot(...values);
    const expected = norm(gqa.map((value, index) => value - (mha[index] as number))) / norm(mha);
    results.push({ computed: await engine.distanceFromMha(request), expected });
  }
  return results;
}

/** How a distance over a long text ends when something else is asked for meanwhile. */
export async function interruptDistance(engine: Engine, by: 'run' | 'audit' | 'distanceFromMha'): Promise<string> {
  const distance = engine.distanceFromMha(requestFor({ seed: 8 }, 1024)).then(
    () => 'It was finished.',
    (error: Error) => error.name,
  );
  await engine[by](FIRST_REQUEST);
  return distance;
}
