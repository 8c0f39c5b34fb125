import type { AttentionShape, AttentionWeights, LinearWeights } from './types.ts';

type FloatArray = Float32Array | Float64Array;

/**
 * Attention in float64 with plain loops: slow, and meant to be obviously right. The engine and the download are checked
 * against it, so it shares no code with them; even the sharing map is written out again here.
 */
export function referenceAttention({ x, weights, shape, causal }: ReferenceLayerInput): ReferenceLayer {
  const { dModel, numHeads, numKvHeads } = shape;
  const length = x.length / dModel;
  const headDim = shape.headDim ?? dModel / numHeads;
  const q = splitHeads(referenceLinear(x, weights.wQ, dModel), numHeads, length, headDim);
  const k = splitHeads(referenceLinear(x, weights.wK, dModel), numKvHeads, length, headDim);
  const v = splitHeads(referenceLinear(x, weights.wV, dModel), numKvHeads, length, headDim);
  const mixed = referenceSdpa({
    q,
    k,
    v,
    numHeads,
    numKvHeads,
    headDim,
    ...(causal && { causalOffset: 0 }),
  });
  const context = mergeHeads(mixed.output, numHeads, length, headDim);
  const output = referenceLinear(context, weights.wO, numHeads * headDim);
  return { q, k, v, attentionWeights: mixed.attentionWeights, context, output };
}

export interface ReferenceLayerInput {
  /** [T, dModel] */
  readonly x: FloatArray;
  readonly weights: AttentionWeights;
  readonly shape: AttentionShape;
  readonly causal: boolean;
}

export interface ReferenceLayer {
  /** [numHeads, T, headDim] */
  readonly q: Float64Array;
  /** [numKvHeads, T, headDim] */
  readonly k: Float64Array;
  /** [numKvHeads, T, headDim] */
  readonly v: Float64Array;
  /** [numHeads, T query, T key]; masked cells are exactly 0. */
  readonly attentionWeights: Float64Array;
  /** [T, numHeads · headDim]: the heads' mixes side by side, before W_O. */
  readonly context: Float64Array;
  /** [T, dModel] */
  readonly output: Float64Array;
}

export interface ReferenceSdpaInput {
  /** [numHeads, queries, headDim] */
  readonly q: FloatArray;
  /** [numKvHeads, keys, headDim] */
  readonly k: FloatArray;
  /** [numKvHeads, keys, headDim] */
  readonly v: FloatArray;
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly headDim: number;
  /** Causal where given: query i sees key j iff j ≤ i + causalOffset. 0 without a cache, else the tokens cached. */
  readonly causalOffset?: number;
  /** [queries, keys], added to the scores of every head: −Infinity hides a key. */
  readonly mask?: FloatArray;
}

/**
 * softmax(q kᵀ / √headDim + mask) v for each query head. Returns weights [numHeads, queries, keys] and output
 * [numHeads, queries, headDim]. Throws where the masks leave a query no key at all. Source: Vaswani et al. 2017, eq. 1.
 */
export function referenceSdpa(input: ReferenceSdpaInput): { attentionWeights: Float64Array; output: Float64Array } {
  const { numHeads, numKvHeads, headDim, causalOffset = Infinity, mask } = input;
  const [q, k, v] = [toFloat64(input.q), toFloat64(input.k), toFloat64(input.v)];
  const queries = q.length / (numHeads * headDim);
  const keys = k.length / (numKvHeads * headDim);
  const attentionWeights = new Float64Array(numHeads * queries * keys);
  const output = new Float64Array(numHeads * queries * headDim);
  for (let head = 0; head < numHeads; head++) {
    const kvHead = Math.floor(head / (numHeads / numKvHeads));
    for (let i = 0; i < queries; i++) {
      const queryRow = head * queries + i;
      const scores = new Float64Array(keys).fill(-Infinity);
      for (let j = 0; j < keys; j++) {
        if (j > i + causalOffset) continue;
        const score = dotOfRows(q, queryRow, k, kvHead * keys + j, headDim) / Math.sqrt(headDim);
        scores[j] = score + (mask ? (mask[i * keys + j] as number) : 0);
      }
      const weights = softmax(scores);
      attentionWeights.set(weights, queryRow * keys);
      for (let j = 0; j < keys; j++) {
        for (let feature = 0; feature < headDim; feature++) {
          const value = v[(kvHead * keys + j) * headDim + feature] as number;
          const index = queryRow * headDim + feature;
          output[index] = (output[index] as number) + (weights[j] as number) * value;
        }
      }
    }
  }
  return { attentionWeights, output };
}

/** y = x Wᵀ + b, x [rows, inputWidth] → [rows, out]. */
export function referenceLinear(x: FloatArray, { weight, bias }: LinearWeights, inputWidth: number): Float64Array {
  const [inputs, matrix] = [toFloat64(x), toFloat64(weight)];
  const rows = x.length / inputWidth;
  const outputWidth = weight.length / inputWidth;
  const y = new Float64Array(rows * outputWidth);
  for (let row = 0; row < rows; row++) {
    for (let out = 0; out < outputWidth; out++) {
      const product = dotOfRows(inputs, row, matrix, out, inputWidth);
      y[row * outputWidth + out] = product + (bias ? (bias[out] as number) : 0);
    }
  }
  return y;
}

/** exp(s − max s) over its sum: no score overflows, and a score of −Infinity becomes exactly 0. */
function softmax(scores: Float64Array): Float64Array {
  const max = Math.max(...scores);
  if (max === -Infinity) throw new Error('A query may attend to no key at all: its softmax is not defined.');
  const exponentials = scores.map((score) => Math.exp(score - max));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/** [length, heads · headDim] → [heads, length, headDim] */
function splitHeads(x: Float64Array, heads: number, length: number, headDim: number): Float64Array {
  const split = new Float64Array(x.length);
  for (let head = 0; head < heads; head++)
    for (let t = 0; t < length; t++) split.set(rowOf(x, t * heads + head, headDim), (head * length + t) * headDim);
  return split;
}

/** [heads, length, headDim] → [length, heads · headDim] */
function mergeHeads(x: Float64Array, heads: number, length: number, headDim: number): Float64Array {
  const merged = new Float64Array(x.length);
  for (let head = 0; head < heads; head++)
    for (let t = 0; t < length; t++) merged.set(rowOf(x, head * length + t, headDim), (t * heads + head) * headDim);
  return merged;
}

/** A view, not a copy. */
function rowOf(matrix: Float64Array, row: number, width: number): Float64Array {
  return matrix.subarray(row * width, (row + 1) * width);
}

/** Row `rowA` of `a` times row `rowB` of `b`, both matrices `width` wide. */
function dotOfRows(a: Float64Array, rowA: number, b: Float64Array, rowB: number, width: number): number {
  let sum = 0;
  for (let index = 0; index < width; index++) {
    sum += (a[rowA * width + index] as number) * (b[rowB * width + index] as number);
  }
  return sum;
}

function toFloat64(values: FloatArray): Float64Array {
  return values instanceof Float64Array ? values : new Float64Array(values);
}
