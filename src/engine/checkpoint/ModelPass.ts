import { assertKvHeads, maxTokens, scoreScale } from '../../attention/checkpoint/config.ts';
import type { CheckpointPlan, LayerPlan, NormPart } from '../../attention/checkpoint/plan.ts';
import { type RopeTable, ropeTable } from '../../attention/checkpoint/rope.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { scaledDotProduct } from '../ops/attention.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { activate, headMajor, type NormWeights, normalize, poolHeads, turn } from './hostMath.ts';
import { commonLength, KnownLayer, KnownRows } from './knownTokens.ts';
import { assertTensorFinite, namingPart } from './notFinite.ts';
import { type Projecting, project } from './projection.ts';
import { readNorm } from './readNorm.ts';
import { type PieceBuffers, WeightPieces } from './weightPieces.ts';

/** A model with a number of KV heads of its own, and what it knows of the text. */
interface Variant {
  readonly numKvHeads: number;
  readonly layers: readonly KnownLayer[];
  /** The tokens whose `last` rows are known. */
  lastIds: readonly number[];
  /** The stream after the last layer, [tokens, dModel]. */
  readonly last: KnownRows;
  /** Tokens that need not be computed again. */
  known: number;
  /** [tokens − known, dModel]: the stream that the next layer reads. */
  stream: Float64Array;
}

/** What a question to the model works with. */
export interface Working {
  readonly ops: AttentionOps;
  readonly signal: AbortSignal;
  /** Memory for weights, which one question at a time uses. */
  readonly buffers: PieceBuffers;
}

/** One layer's numbers for the page; arrays are its own. */
export interface PassLayer {
  /** [numHeads, tokens, headDim], after q/k norm and turning. */
  readonly q: Float32Array<ArrayBuffer>;
  /** [numKvHeads, tokens, headDim] each; k after q/k norm and turning. */
  readonly k: Float32Array<ArrayBuffer>;
  readonly v: Float32Array<ArrayBuffer>;
  /** [numHeads, tokens, tokens] */
  readonly weights: Float32Array<ArrayBuffer>;
}

/**
 * Runs a text through a model layer by layer, in one or several numbers of KV heads at once: every weight is read once for all
 * of them, a piece at a time, so that memory does not grow with the model.
 *
 * What each layer made of the tokens stays: keys and values are a KV cache, and a text that changes is computed from its first
 * changed token on. Matrices are multiplied, and attention is computed, by the backend; norms, rotary positions and activations
 * by JavaScript in float64: they are a hundredth of the work, and their inputs are here anyway.
 */
export class ModelPass {
  readonly #source: TensorSource;
  readonly #plan: CheckpointPlan;
  readonly #layers: number;
  readonly #table: RopeTable | null;
  readonly #norms = new Map<string, NormWeights>();
  #variants: readonly Variant[] = [];
  #ids: readonly number[] = [];
  /** Vectors of the tokens of the text. */
  #vectors: ReadonlyMap<number, Float32Array> = new Map();
  /** Layers that were run on the text. */
  #done = 0;

  /** @param layers how many of the model's layers are there, from the first on */
  constructor(source: TensorSource, plan: CheckpointPlan, layers: number) {
    this.#source = source;
    this.#plan = plan;
    this.#layers = layers;
    const { rope } = plan.config;
    this.#table = rope && ropeTable(rope, maxTokens(plan.config));
  }

  /**
   * Begins with a text. Returns how many tokens of it are known already, in all of the variants.
   *
   * @param kvHeads numbers of KV heads; copies of heads change nothing, so that more than the model's own are not run
   */
  async begin(ids: readonly number[], kvHeads: readonly number[], signal: AbortSignal): Promise<number> {
    const { config } = this.#plan;
    if (ids.length === 0) throw new Error('There are no tokens to attend to: type some text.');
    if (ids.length > maxTokens(config))
      throw new Error(`${ids.length} tokens are more than the ${maxTokens(config)} that go through this model here.`);
    const strange = ids.find((id) => !Number.isInteger(id) || id < 0 || id >= config.vocabulary);
    if (strange !== undefined)
      throw new Error(`Token ${strange} is none of the ${config.vocabulary} that this model has vectors for.`);
    for (const count of kvHeads) assertKvHeads(config, count);
    const run = [...new Set(kvHeads.map((count) => Math.min(count, config.numKvHeads)))];
    const variants = run.map(
      (count) => this.#variants.find((variant) => variant.numKvHeads === count) ?? this.#newVariant(count),
    );
    const vectors = await namingPart('The start', () => this.#read(ids, signal));
    const embeddings = await this.#embed(ids, vectors);
    signal.throwIfAborted();
    for (const variant of variants) {
      const common = [variant.lastIds, ...variant.layers.map((layer) => layer.ids)].map((known) =>
        commonLength(known, ids),
      );
      variant.known = Math.min(...common);
      variant.stream = embeddings.slice(variant.known * config.dModel);
    }
    this.#variants = variants;
    this.#ids = ids;
    this.#vectors = vectors;
    this.#done = 0;
    return Math.min(...variants.map(({ known }) => known));
  }

  /** Runs one layer, in all variants. Layers go in their order; one that failed can be run again. */
  async runLayer(index: number, working: Working): Promise<void> {
    if (this.#ids.length === 0) throw new Error('There is no text: begin with one.');
    if (!(index < this.#layers)) throw new Error(`The model has no layer ${index + 1} here.`);
    if (index > this.#done) throw new Error(`Layer ${index} was not run on this text.`);
    if (index < this.#done) throw new Error(`Layer ${index + 1} was run on this text already.`);
    const variants = this.#variants.filter(({ stream }) => stream.length > 0);
    if (variants.length > 0) {
      const plan = this.#plan.layer(index);
      const { q, k, v, o, gate, up, down } = plan;
      const parts = [q, k, v, o, ...(gate ? [gate] : []), up, down];
      const weights = new WeightPieces(this.#source, parts, working.buffers);
      try {
        await namingPart(`Layer ${index + 1}`, () => this.#advance({ ...working, weights }, plan, index, variants));
      } finally {
        await weights.end();
      }
    }
    for (const { layers, stream } of this.#variants) {
      const layer = layers[index];
      if (stream.length === 0 && layer) layer.ids = this.#ids;
    }
    this.#done = index + 1;
    if (this.#done === this.#layers)
      for (const variant of this.#variants) {
        variant.last.put(variant.known, Float32Array.from(variant.stream));
        variant.lastIds = this.#ids;
      }
  }

  /** Returns what a layer that was run made of the text, with the model's own KV heads or fewer. */
  async layer(numKvHeads: number, index: number, ops: AttentionOps): Promise<PassLayer> {
    const { numHeads, headDim } = this.#plan.config;
    const { layers, numKvHeads: count } = this.#variantOf(numKvHeads);
    const known = layers[index];
    const tokens = this.#ids.length;
    if (!known || known.ids !== this.#ids) throw new Error(`Layer ${index + 1} was not run on this text.`);
    const stacked = (rows: KnownRows) => headMajor(rows.first(tokens), tokens, headDim);
    const [q, k, v] = [stacked(known.q), stacked(known.k), stacked(known.v)];
    const sharing = { numHeads, numKvHeads: count, tokens, causal: true };
    const scaled = scaledFor(q, headDim, scoreScale(this.#plan.config, index));
    const { weights } = await namingPart(`Layer ${index + 1}`, () =>
      readBack(ops, () => ({
        weights: ops.attentionWeights(
          ops.upload(scaled, numHeads * tokens, headDim),
          ops.upload(k, count * tokens, headDim),
          sharing,
        ),
      })),
    );
    return { q, k, v, weights: weights.values as Float32Array<ArrayBuffer> };
  }

  /** Returns the stream after the last layer, [tokens, dModel]; all layers must have been run. */
  last(numKvHeads: number): Float32Array {
    const { lastIds, last } = this.#variantOf(numKvHeads);
    if (lastIds !== this.#ids) throw new Error('The last layer was not run on this text.');
    return last.first(this.#ids.length);
  }

  /** Takes the variants' streams through a layer. Changes them once all of it is done. */
  async #advance(projecting: Projecting, plan: LayerPlan, index: number, variants: readonly Variant[]): Promise<void> {
    const { config } = this.#plan;
    const streams = joined(variants.map(({ stream }) => stream));
    const norm = (rows: Float64Array, weights: NormWeights) => normalize(rows, weights, config.norm, config.epsilon);
    const norm1 = await this.#norm(plan.norm1);
    const input = norm(streams, norm1);
    const context = await this.#attend(projecting, plan, index, variants, input);
    const attended = await project(projecting, plan.o, context);
    const between = streams.map((value, at) => value + (attended[at] as number));
    const norm2 = await this.#norm(plan.norm2);
    const isParallel = config.block === 'parallel';
    const mlpInput = norm(isParallel ? streams : between, norm2);
    const gate = plan.gate && (await project(projecting, plan.gate, mlpInput));
    const inside = await project(projecting, plan.up, mlpInput);
    activate(inside, gate, config.activation);
    const added = await project(projecting, plan.down, inside);
    projecting.signal.throwIfAborted();
    let row = 0;
    for (const variant of variants) {
      const { length } = variant.stream;
      variant.stream = between.subarray(row, row + length).map((value, at) => value + (added[row + at] as number));
      row += length;
    }
  }

  /** Writes q, k and v of the new tokens, and returns the heads' mixes side by side, [rows, numHeads · headDim]. */
  async #attend(
    projecting: Projecting,
    plan: LayerPlan,
    index: number,
    variants: readonly Variant[],
    input: Float32Array,
  ): Promise<Float32Array> {
    const { config } = this.#plan;
    const { dModel, numHeads, headDim } = config;
    const qNorm = plan.qNorm && (await this.#norm(plan.qNorm));
    const kNorm = plan.kNorm && (await this.#norm(plan.kNorm));
    const all = {
      q: await project(projecting, plan.q, input),
      k: await project(projecting, plan.k, input),
      v: await project(projecting, plan.v, input),
    };
    const { ops, signal } = projecting;
    signal.throwIfAborted();
    const contexts: Float32Array[] = [];
    let row = 0;
    for (const { numKvHeads, layers, known, stream } of variants) {
      const layer = layers[index];
      if (!layer) throw new Error(`The model has no layer ${index + 1}.`);
      const count = stream.length / dModel;
      const rowsOf = (rows: Float32Array) => {
        const width = (rows.length / input.length) * dModel;
        return rows.slice(row * width, (row + count) * width);
      };
      /** q/k norm, of each head, and turning. */
      const placed = (rows: Float32Array<ArrayBuffer>, norm: NormWeights | null) => {
        const even = norm && config.headNorm ? normalize(rows, norm, config.headNorm, config.epsilon) : rows;
        if (this.#table) turn(even, count, headDim, this.#table, known);
        return even;
      };
      const q = placed(rowsOf(all.q), qNorm);
      layer.input.put(known, rowsOf(input));
      layer.q.put(known, q);
      layer.k.put(known, placed(poolHeads(rowsOf(all.k), count, headDim, numKvHeads), kNorm));
      layer.v.put(known, poolHeads(rowsOf(all.v), count, headDim, numKvHeads));
      layer.ids = this.#ids;
      const tokens = known + count;
      const stacked = (rows: KnownRows) => headMajor(rows.first(tokens), tokens, headDim);
      const scaled = scaledFor(headMajor(q, count, headDim), headDim, scoreScale(config, index));
      const { context } = await readBack(ops, () => {
        const upload = (values: Float32Array) => ops.upload(values, values.length / headDim, headDim);
        const sharing = { numHeads, numKvHeads, tokens, causal: true, queries: { first: known, count } };
        const { output } = scaledDotProduct(
          ops,
          upload(scaled),
          upload(stacked(layer.k)),
          upload(stacked(layer.v)),
          sharing,
        );
        return { context: output };
      });
      contexts.push(context.values);
      row += count;
    }
    return joined(contexts, Float32Array);
  }

  #newVariant(numKvHeads: number): Variant {
    const { dModel, numHeads, headDim } = this.#plan.config;
    const layer = () => new KnownLayer(dModel, numHeads * headDim, numKvHeads * headDim);
    return {
      numKvHeads,
      layers: Array.from({ length: this.#layers }, layer),
      lastIds: [],
      last: new KnownRows(dModel),
      known: 0,
      stream: new Float64Array(),
    };
  }

  #variantOf(numKvHeads: number): Variant {
    const run = Math.min(numKvHeads, this.#plan.config.numKvHeads);
    const variant = this.#variants.find((each) => each.numKvHeads === run);
    if (!variant) throw new Error(`The model was not run with ${numKvHeads} KV heads.`);
    return variant;
  }

  /** Reads the vectors of a text's tokens, but those that are known from the text before. */
  async #read(ids: readonly number[], signal: AbortSignal): Promise<ReadonlyMap<number, Float32Array>> {
    const { embeddings } = this.#plan;
    signal.throwIfAborted();
    const entries = [...new Set(ids)].map(async (id) => {
      const known = this.#vectors.get(id);
      if (known) return [id, known] as const;
      const vector = await this.#source.read(embeddings, { first: id, end: id + 1 });
      assertTensorFinite(embeddings, vector);
      return [id, vector] as const;
    });
    return new Map(await Promise.all(entries));
  }

  /** Returns what the first layer reads, [tokens, dModel]: the tokens' vectors, and their positions' if those are learned. */
  async #embed(ids: readonly number[], vectors: ReadonlyMap<number, Float32Array>): Promise<Float64Array> {
    const { config, positions } = this.#plan;
    const stream = new Float64Array(ids.length * config.dModel);
    const places = positions === null ? null : await this.#source.read(positions, { first: 0, end: ids.length });
    for (const [token, id] of ids.entries()) {
      const vector = vectors.get(id);
      for (let feature = 0; feature < config.dModel; feature++)
        stream[token * config.dModel + feature] =
          (vector?.[feature] as number) + (places?.[token * config.dModel + feature] ?? 0);
    }
    return stream;
  }

  /** Reads a norm once: all of a model's are a thousandth of it. */
  async #norm(part: NormPart): Promise<NormWeights> {
    const known = this.#norms.get(part.weight);
    if (known) return known;
    const norm = await readNorm(this.#source, part);
    this.#norms.set(part.weight, norm);
    return norm;
  }
}

/** The backend divides scores by √headDim: queries of a model that does otherwise are scaled before. */
function scaledFor(q: Float32Array<ArrayBuffer>, headDim: number, scale: number): Float32Array<ArrayBuffer> {
  const factor = scale * Math.sqrt(headDim);
  return Math.abs(factor - 1) < Number.EPSILON * 4 ? q : q.map((value) => value * factor);
}

function joined(parts: readonly Float64Array[]): Float64Array;
function joined(parts: readonly Float32Array[], kind: typeof Float32Array): Float32Array;
function joined(
  parts: readonly (Float64Array | Float32Array)[],
  Kind: typeof Float64Array | typeof Float32Array = Float64Array,
): Float64Array | Float32Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Kind(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
