import { fillNormals } from '../../../src/attention/random/random.ts';
import { kvHeadOf } from '../../../src/attention/sharing.ts';

/** What the attention core starts from, heads stacked in rows, and how they are shared: GQA as the app has it at first. */
export interface CoreInputs {
  readonly tokens: number;
  readonly numHeads: number;
  readonly numKvHeads: number;
  readonly headDim: number;
  readonly causal: true;
  /** [numHeads · tokens, headDim] */
  readonly q: Float32Array;
  /** [numKvHeads · tokens, headDim] */
  readonly k: Float32Array;
  /** [numKvHeads · tokens, headDim] */
  readonly v: Float32Array;
}

/** The same numbers on every machine. */
export function coreInputs(tokens: number): CoreInputs {
  const [numHeads, numKvHeads, headDim] = [16, 4, 16];
  const normals = (name: string, heads: number) => fillNormals(new Float32Array(heads * tokens * headDim), 1, name);
  const shape = { tokens, numHeads, numKvHeads, headDim, causal: true as const };
  return { ...shape, q: normals('q', numHeads), k: normals('k', numKvHeads), v: normals('v', numKvHeads) };
}

/** A head whose KV head is another one if the sharing is got wrong. */
const CHECKED_HEAD = 6;
const TOLERANCE = 1e-4;

/**
 * Throws where `maps` [numHeads, side, side] are not attention: one head against plain loops. `side` under `tokens`
 * means that each cell is the largest weight of its block.
 */
export function assertMaps(maps: Float32Array, inputs: CoreInputs): void {
  const side = Math.sqrt(maps.length / inputs.numHeads);
  const stride = Math.ceil(inputs.tokens / side);
  const expected = new Float64Array(side * side);
  for (let query = 0; query < inputs.tokens; query++) {
    for (const [key, weight] of weightsOfRow(inputs, query).entries()) {
      const cell = Math.floor(query / stride) * side + Math.floor(key / stride);
      expected[cell] = Math.max(expected[cell] ?? 0, weight);
    }
  }
  const found = maps.subarray(CHECKED_HEAD * side * side);
  const worst = expected.reduce((most, weight, cell) => Math.max(most, Math.abs(weight - (found[cell] ?? 1))), 0);
  if (!(worst < TOLERANCE)) throw new Error(`A contender of the benchmark is wrong by ${worst}.`);
}

/** softmax(q · k / √headDim) over the keys that `query` of the checked head sees. */
function weightsOfRow({ q, k, headDim, tokens, ...shape }: CoreInputs, query: number): number[] {
  const row = (values: Float32Array, head: number, position: number) =>
    values.subarray((head * tokens + position) * headDim, (head * tokens + position + 1) * headDim);
  const queryRow = row(q, CHECKED_HEAD, query);
  const scores = Array.from({ length: query + 1 }, (_, key) => {
    const keyRow = row(k, kvHeadOf(CHECKED_HEAD, shape), key);
    return queryRow.reduce((sum, value, feature) => sum + value * (keyRow[feature] ?? 0), 0) / Math.sqrt(headDim);
  });
  const largest = scores.reduce((most, score) => Math.max(most, score));
  const exponentials = scores.map((score) => Math.exp(score - largest));
  const total = exponentials.reduce((sum, value) => sum + value);
  return exponentials.map((value) => value / total);
}
