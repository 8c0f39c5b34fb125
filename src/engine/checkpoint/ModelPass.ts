import { assertKvHeads, maxTokens, scoreScale } from '../../attention/checkpoint/config.ts';
import type { CheckpointPlan, LayerPlan, NormPart } from '../../attention/checkpoint/plan.ts';
import { type RopeTable, ropeTable } from '../../attention/checkpoint/rope.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import { scaledDotProduct } from '../ops/attention.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { activate, headMajor, type NormWeights, normalize, poolHeads, turn } from './hostMath.ts';
import { commonLength, KnownLayer, KnownRows } from './knownTokens.ts';
import { project, type Reading } from './projection.ts';

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
  readonly #ops: AttentionOps;
  readonly #source: TensorSource;
  readonly #plan: CheckpointPlan;
  readonly #layers: number;
  readonly #table: RopeTable | null;
  readonly #buffers = {};
  #variants: readonly Variant[] = [];
  #ids: readonly number[] = [];

  /** @param layers how many of the model's layers are there, from the first on */
  constructor(ops: AttentionOps, source: TensorSource, plan: CheckpointPlan, layers: number) {
    this.#ops = ops;
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
    const embeddings = await this.#embed(ids, signal);
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
    return Math.min(...variants.map(({ known }) => known));
  }

  /** Runs one layer, in all variants. Layers go in their order. */
  async runLayer(index: number, signal: AbortSignal): Promise<void> {
    const { config } = this.#plan;
    const plan = this.#plan.layer(index);
    const reading: Reading = { ops: this.#ops, source: this.#source, buffers: this.#buffers, signal };
    const variants = this.#variants.filter(({ stream }) => stream.length > 0);
    for (const { layers, stream } of this.#variants) {
      const layer = layers[index];
      if (stream.length === 0 && layer) layer.ids = this.#ids;
    }
    if (variants.length > 0) {
      const streams = joined(variants.map(({ stream }) => stream));
      const norm = (rows: Float64Array, weights: NormWeights) => normalize(rows, weights, config.norm, config.epsilon);
      const norm1 = await this.#norm(plan.norm1);
      const input = norm(streams, norm1);
      const context = await this.#attend(reading, plan, index, variants, input);
      const attended = await project(reading, plan.o, context);
      const between = streams.map((value, at) => value + (attended[at] as number));
      const norm2 = plan.norm2.weight === plan.norm1.weight ? norm1 : await this.#norm(plan.norm2);
      const isParallel = config.block === 'parallel';
      const mlpInput = norm(isParallel ? streams : between, norm2);
      const gate = plan.gate && (await project(reading, plan.gate, mlpInput));
      const inside = await project(reading, plan.up, mlpInput);
      activate(inside, gate, config.activation);
      const added = await project(reading, plan.down, inside);
      signal.throwIfAborted();
      let row = 0;
      for (const variant of variants) {
        const { length } = variant.stream;
        variant.stream = between.subarray(row, row + length).map((value, at) => value + (added[row + at] as number));
        row += length;
      }
    }
    if (index === this.#layers - 1)
      for (const variant of this.#variants) {
        variant.last.put(variant.known, Float32Array.from(variant.stream));
        variant.lastIds = this.#ids;
      }
  }

  /** Returns what a layer that was run made of the text, with the model's own KV heads or fewer. */
  async layer(numKvHeads: number, index: number): Promise<PassLayer> {
    const { numHeads, headDim } = this.#plan.config;
    const { layers, numKvHeads: count } = this.#variantOf(numKvHeads);
    const known = layers[index];
    const tokens = this.#ids.length;
    if (!known || known.ids !== this.#ids) throw new Error(`Layer ${index + 1} was not run on this text.`);
    const stacked = (rows: KnownRows) => headMajor(rows.first(tokens), tokens, headDim);
    const [q, k, v] = [stacked(known.q), stacked(known.k), stacked(known.v)];
    const sharing = { numHeads, numKvHeads: count, tokens, causal: true };
    const scaled = scaledFor(q, headDim, scoreScale(this.#plan.config, index));
    const { weights } = await readBack(this.#ops, () => ({
      weights: this.#ops.attentionWeights(
        this.#ops.upload(scaled, numHeads * tokens, headDim),
        this.#ops.upload(k, count * tokens, headDim),
        sharing,
      ),
    }));
    return { q, k, v, weights: weights.values as Float32Array<ArrayBuffer> };
  }

  /** Returns the stream after the last layer, [tokens, dModel]; all layers must have been run. */
  last(numKvHeads: number): Float32Array {
    const { lastIds, last } = this.#variantOf(numKvHeads);
    if (lastIds !== this.#ids) throw new Error('The last layer was not run on this text.');
    return last.first(this.#ids.length);
  }

  /** Writes q, k and v of the new tokens, and returns the heads' mixes side by side, [rows, numHeads · headDim]. */
  async #attend(
    reading: Reading,
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
      q: await project(reading, plan.q, input),
      k: await project(reading, plan.k, input),
      v: await project(reading, plan.v, input),
    };
    reading.signal.throwIfAborted();
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
      const { context } = await readBack(this.#ops, () => {
        const upload = (values: Float32Array) => this.#ops.upload(values, values.length / headDim, headDim);
        const sharing = { numHeads, numKvHeads, tokens, causal: true, queries: { first: known, count } };
        const { output } = scaledDotProduct(
          this.#ops,
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

  /** What the first layer reads, [tokens, dModel]: the tokens' vectors, and their positions' if those are learned. */
  async #embed(ids: readonly number[], signal: AbortSignal): Promise<Float64Array> {
    const { config, embeddings, positions } = this.#plan;
    const stream = new Float64Array(ids.length * config.dModel);
    const vectors = new Map<number, Float32Array>();
    for (const id of new Set(ids)) {
      signal.throwIfAborted();
      vectors.set(id, await this.#source.read(embeddings, { first: id, end: id + 1 }));
    }
    const places = positions === null ? null : await this.#source.read(positions, { first: 0, end: ids.length });
    for (const [token, id] of ids.entries()) {
      const vector = vectors.get(id);
      for (let feature = 0; feature < config.dModel; feature++)
        stream[token * config.dModel + feature] =
          (vector?.[feature] as number) + (places?.[token * config.dModel + feature] ?? 0);
    }
    return stream;
  }

  async #norm({ weight, bias }: NormPart): Promise<NormWeights> {
    return {
      weight: await this.#source.read(weight),
      bias: bias === null ? null : await this.#source.read(bias),
    };
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
