import { type CheckpointConfig, scoreScale } from './config.ts';
import {
  type LayerWeights64,
  type Linear64,
  type Norm64,
  readLayer,
  readLinear,
  readNorm,
  withKvHeads,
} from './layerWeights.ts';
import type { CheckpointPlan } from './plan.ts';
import { activated, linear, normed, sum } from './referenceMath.ts';
import { type RopeTable, ropeTable } from './rope.ts';
import type { TensorSource } from './tensorSource.ts';

/** One layer of the reference, all row-major float64. */
export interface ReferenceLayer {
  /** [T, dModel]: what the attention's projections read, after the norm. */
  readonly input: Float64Array;
  /** [numHeads, T, headDim], after q/k norm and turning. */
  readonly q: Float64Array;
  /** [numKvHeads, T, headDim], after q/k norm and turning. */
  readonly k: Float64Array;
  /** [numKvHeads, T, headDim] */
  readonly v: Float64Array;
  /** [numHeads, T, T] */
  readonly attn: Float64Array;
  /** [T, dModel] of W_O with its bias. */
  readonly output: Float64Array;
  /** [T, dModel] after the block. */
  readonly stream: Float64Array;
}

/** A whole model on a text. */
export interface ReferencePass {
  /** [T, dModel]: what the first block reads, learned positions included. */
  readonly embeddings: Float64Array;
  readonly layers: readonly ReferenceLayer[];
  /** [T, dModel] after the last norm. */
  readonly final: Float64Array;
  /** [T, vocabulary]: after each token, how likely the next one is. */
  readonly probabilities: Float64Array;
  /** Mean of −log of the probability of each token but the first, given those before it; null of one token. */
  readonly natsPerToken: number | null;
}

/**
 * Runs a model slowly in float64 and plain loops, with any number of KV heads that it can have: what everything faster is held to.
 *
 * @param ids of the text's tokens, each below the vocabulary's size
 */
export async function referencePass(
  source: TensorSource,
  plan: CheckpointPlan,
  ids: readonly number[],
  numKvHeads: number = plan.config.numKvHeads,
): Promise<ReferencePass> {
  const { config } = plan;
  const embeddings = await embed(source, plan, ids);
  const table = config.rope && ropeTable(config.rope, ids.length);
  const layers: ReferenceLayer[] = [];
  let stream = embeddings;
  for (let index = 0; index < config.numLayers; index++) {
    const own = await readLayer(source, plan.layer(index), config.numKvHeads);
    const layer = referenceLayer(withKvHeads(own, config, numKvHeads), config, index, stream, table);
    layers.push(layer);
    stream = layer.stream;
  }
  const final = normed(stream, await readNorm(source, plan.finalNorm), config.norm, config.epsilon);
  const scores = linear(final, await readLinear(source, plan.head));
  return {
    embeddings,
    layers,
    final,
    probabilities: softmaxRows(scores, config.vocabulary),
    natsPerToken: natsPerToken(scores, ids, config.vocabulary),
  };
}

/** Returns [T, dModel]: the tokens' vectors, and their positions' if those are learned. */
async function embed(source: TensorSource, plan: CheckpointPlan, ids: readonly number[]): Promise<Float64Array> {
  const { dModel } = plan.config;
  const stream = new Float64Array(ids.length * dModel);
  for (const [token, id] of ids.entries()) {
    const word = await source.read(plan.embeddings, { first: id, end: id + 1 });
    const place = plan.positions === null ? null : await source.read(plan.positions, { first: token, end: token + 1 });
    for (let feature = 0; feature < dModel; feature++)
      stream[token * dModel + feature] = (word[feature] as number) + (place?.[feature] ?? 0);
  }
  return stream;
}

/**
 * Runs one block.
 *
 * @param layer counted from 0
 * @param stream [T, dModel] before the block
 * @param table of at least T positions; null without rotary positions
 */
export function referenceLayer(
  weights: LayerWeights64,
  config: CheckpointConfig,
  layer: number,
  stream: Float64Array,
  table: RopeTable | null,
): ReferenceLayer {
  const { dModel, numHeads, headDim, norm, epsilon, headNorm } = config;
  const tokens = stream.length / dModel;
  const input = normed(stream, weights.norm1, norm, epsilon);
  const heads = (part: Linear64, count: number) => headMajor(linear(input, part), tokens, count, headDim);
  const turned = (part: Linear64, count: number, own: Norm64 | null) => {
    const values = heads(part, count);
    const even = own && headNorm ? normed(values, own, headNorm, epsilon) : values;
    return table ? turn(even, tokens, headDim, table) : even;
  };
  const q = turned(weights.q, numHeads, weights.qNorm);
  const k = turned(weights.k, weights.numKvHeads, weights.kNorm);
  const v = heads(weights.v, weights.numKvHeads);
  const attn = maps(q, k, tokens, config, weights.numKvHeads, scoreScale(config, layer));
  const output = linear(mixed(attn, v, tokens, config, weights.numKvHeads), weights.o);
  const between = sum(stream, output);
  const mlpInput = normed(config.block === 'parallel' ? stream : between, weights.norm2, norm, epsilon);
  return { input, q, k, v, attn, output, stream: sum(between, mlp(mlpInput, weights, config)) };
}

function mlp(input: Float64Array, { gate, up, down }: LayerWeights64, { activation }: CheckpointConfig): Float64Array {
  const inside = linear(input, up);
  if (!gate) return linear(activated(inside, activation), down);
  const open = activated(linear(input, gate), activation);
  return linear(
    open.map((value, index) => value * (inside[index] as number)),
    down,
  );
}

/** [T, heads · headDim] to [heads, T, headDim]. */
function headMajor(rows: Float64Array, tokens: number, heads: number, headDim: number): Float64Array {
  return rows.map((_, index) => {
    const [head, token] = [Math.floor(index / (tokens * headDim)), Math.floor(index / headDim) % tokens];
    return rows[(token * heads + head) * headDim + (index % headDim)] as number;
  });
}

/** Turns features i and i + width / 2 of each row; those after the width stay. Su et al. 2021, in halves as Hugging Face has it. */
function turn(heads: Float64Array, tokens: number, headDim: number, { width, cos, sin }: RopeTable): Float64Array {
  const half = width / 2;
  return heads.map((value, index) => {
    const feature = index % headDim;
    if (feature >= width) return value;
    const angle = (Math.floor(index / headDim) % tokens) * half + (feature % half);
    const other = heads[feature < half ? index + half : index - half] as number;
    return value * (cos[angle] as number) + (feature < half ? -other : other) * (sin[angle] as number);
  });
}

/** [numHeads, T, T]: causal attention maps. */
function maps(
  q: Float64Array,
  k: Float64Array,
  tokens: number,
  { numHeads, headDim }: CheckpointConfig,
  numKvHeads: number,
  scale: number,
): Float64Array {
  const attn = new Float64Array(numHeads * tokens * tokens);
  for (let head = 0; head < numHeads; head++) {
    const kvHead = Math.floor(head / (numHeads / numKvHeads));
    for (let query = 0; query < tokens; query++) {
      const row = attn.subarray((head * tokens + query) * tokens, (head * tokens + query + 1) * tokens).fill(-Infinity);
      for (let key = 0; key <= query; key++) {
        let score = 0;
        for (let feature = 0; feature < headDim; feature++)
          score +=
            (q[(head * tokens + query) * headDim + feature] as number) *
            (k[(kvHead * tokens + key) * headDim + feature] as number);
        row[key] = score * scale;
      }
      row.set(softmaxRows(row, tokens));
    }
  }
  return attn;
}

/** [T, numHeads · headDim]: each head's mean of v, weighted by its map. */
function mixed(
  attn: Float64Array,
  v: Float64Array,
  tokens: number,
  { numHeads, headDim }: CheckpointConfig,
  numKvHeads: number,
): Float64Array {
  const context = new Float64Array(tokens * numHeads * headDim);
  for (let token = 0; token < tokens; token++)
    for (let head = 0; head < numHeads; head++) {
      const kvHead = Math.floor(head / (numHeads / numKvHeads));
      for (let feature = 0; feature < headDim; feature++) {
        let mean = 0;
        for (let key = 0; key <= token; key++)
          mean +=
            (attn[(head * tokens + token) * tokens + key] as number) *
            (v[(kvHead * tokens + key) * headDim + feature] as number);
        context[(token * numHeads + head) * headDim + feature] = mean;
      }
    }
  return context;
}

function softmaxRows(scores: Float64Array, width: number): Float64Array {
  const result = new Float64Array(scores.length);
  for (let start = 0; start < scores.length; start += width) {
    const row = scores.subarray(start, start + width);
    const most = row.reduce((largest, score) => Math.max(largest, score), -Infinity);
    let total = 0;
    for (const [index, score] of row.entries()) total += result[start + index] = Math.exp(score - most);
    for (let index = 0; index < width; index++) result[start + index] = (result[start + index] as number) / total;
  }
  return result;
}

/** From scores, as a probability may be too small for a number: −log of it would then be infinite. */
function natsPerToken(scores: Float64Array, ids: readonly number[], vocabulary: number): number | null {
  if (ids.length < 2) return null;
  const nats = ids.slice(1).map((id, token) => {
    const row = scores.subarray(token * vocabulary, (token + 1) * vocabulary);
    const most = row.reduce((largest, score) => Math.max(largest, score), -Infinity);
    const total = row.reduce((sum, score) => sum + Math.exp(score - most), 0);
    return most + Math.log(total) - (row[id] as number);
  });
  return nats.reduce((total, each) => total + each, 0) / nats.length;
}
