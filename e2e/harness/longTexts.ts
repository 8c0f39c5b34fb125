import { layerInput } from '../../src/attention/embeddings.ts';
import { referenceAttention } from '../../src/attention/reference.ts';
import type { RunRequest } from '../../src/attention/run/request.ts';
import { maxAbsDifference } from '../../src/attention/selfChecks.ts';
import { shapeOf } from '../../src/attention/sharing.ts';
import type { Mechanism, RunConfig } from '../../src/attention/types.ts';
import { drawWeights } from '../../src/attention/weights.ts';
import type { AttentionMaps, Engine, EngineMemory } from '../../src/engine/Engine.ts';
import { FIRST_REQUEST, wordsOf } from './changes.ts';

const SIX_OVER_THREE = { ...FIRST_REQUEST.config, dModel: 48, numHeads: 6, numKvHeads: 3 };

/** `tokens` words through six heads, GQA's over three KV heads. */
function longRequest(tokens: number, causal: boolean): RunRequest {
  return { ...FIRST_REQUEST, tokens: wordsOf(tokens), config: { ...SIX_OVER_THREE, causal } };
}

export interface LongTextExactness {
  readonly tokens: number;
  readonly causal: boolean;
  /** What the engine said: tokens along a cell's side. */
  readonly stride: number;
  /** Largest difference of any cell from the largest weight of its block in float64. */
  readonly cells: number;
  /** Largest difference from float64 of any weight of a whole head. */
  readonly heads: number;
}

/** Holds pooled maps, and a head in the middle of a group, against float64. */
export async function compareLongText(engine: Engine, tokens: number, causal: boolean): Promise<LongTextExactness> {
  const request = longRequest(tokens, causal);
  const { maps } = await engine.run(request);
  const queryHead = 3;
  const { attentionWeights } = await engine.heads(request, queryHead);
  const differences = request.mechanisms.map((mechanism) => {
    const expected = referenceWeights(mechanism, request.tokens, request.config);
    const ofHead = expected.subarray(queryHead * tokens ** 2, (queryHead + 1) * tokens ** 2);
    const computed = mapsOf(maps, mechanism);
    return {
      cells: maxAbsDifference(computed.cells, largestOfBlocks(expected, computed)),
      heads: maxAbsDifference(attentionWeights[mechanism] ?? new Float32Array(), ofHead),
    };
  });
  return {
    tokens,
    causal,
    stride: mapsOf(maps, 'gqa').stride,
    cells: Math.max(...differences.map(({ cells }) => cells)),
    heads: Math.max(...differences.map(({ heads }) => heads)),
  };
}

export interface LongestRun {
  readonly strides: readonly number[];
  /** Largest difference of cells from the largest weights of blocks of heads that were read whole. */
  readonly worst: number;
  readonly before: EngineMemory;
  readonly after: EngineMemory;
}

/** 2,048 tokens through 16 heads, computed in steps; and the memory before, and after the first request again. */
export async function runLongest(engine: Engine): Promise<LongestRun> {
  await engine.run(FIRST_REQUEST);
  const before = await engine.memory();
  const request = { ...FIRST_REQUEST, tokens: wordsOf(2048) };
  const { maps } = await engine.run(request);
  let worst = 0;
  for (const queryHead of [0, 6, 15]) {
    const { attentionWeights } = await engine.heads(request, queryHead);
    for (const mechanism of request.mechanisms) {
      const whole = { ...mapsOf(maps, mechanism), numHeads: 1 };
      const cells = whole.cells.subarray(queryHead * whole.side ** 2, (queryHead + 1) * whole.side ** 2);
      const weights = attentionWeights[mechanism] ?? new Float32Array();
      worst = Math.max(worst, maxAbsDifference(cells, largestOfBlocks(weights, whole)));
    }
  }
  const strides = request.mechanisms.map((mechanism) => mapsOf(maps, mechanism).stride);
  await engine.run(FIRST_REQUEST);
  return { strides, worst, before, after: await engine.memory() };
}

/** How a run of 2,048 tokens ends when a short one comes in between, and whether the short one is answered. */
export async function supersede(engine: Engine): Promise<{ long: string; short: number; memory: EngineMemory[] }> {
  await engine.run(FIRST_REQUEST);
  const before = await engine.memory();
  const long = engine.run({ ...FIRST_REQUEST, tokens: wordsOf(2048) }).then(
    () => 'It was finished.',
    (error: Error) => error.name,
  );
  const { maps } = await engine.run(FIRST_REQUEST);
  return { long: await long, short: mapsOf(maps, 'gqa').side, memory: [before, await engine.memory()] };
}

function mapsOf(maps: Readonly<Partial<Record<Mechanism, AttentionMaps>>>, mechanism: Mechanism): AttentionMaps {
  const found = maps[mechanism];
  if (!found) throw new Error(`There are no maps of ${mechanism}.`);
  return found;
}

function referenceWeights(mechanism: Mechanism, tokens: readonly string[], config: RunConfig): Float64Array {
  const x = layerInput(tokens, config);
  const weights = drawWeights(mechanism, config);
  return referenceAttention({ x, weights, shape: shapeOf(mechanism, config), causal: config.causal }).attentionWeights;
}

/** The obvious loop over every weight [numHeads, T, T] → [numHeads, side, side]. */
function largestOfBlocks(
  weights: Float32Array | Float64Array,
  { numHeads, sequenceLength, stride, side }: AttentionMaps,
): Float64Array {
  const cells = new Float64Array(numHeads * side * side);
  for (let index = 0; index < weights.length; index++) {
    const key = index % sequenceLength;
    const query = Math.floor(index / sequenceLength) % sequenceLength;
    const head = Math.floor(index / sequenceLength ** 2);
    const cell = (head * side + Math.floor(query / stride)) * side + Math.floor(key / stride);
    cells[cell] = Math.max(cells[cell] as number, weights[index] as number);
  }
  return cells;
}
