import { fillNormals } from '../random/random.ts';
import type { RecordedLayer, RecordedVectors } from '../recorded/recording.ts';
import { referenceSdpa } from '../reference.ts';

/** A layer to be made: 6 query heads over 3 KV heads of 4 features and 5 tokens, causal, if not told otherwise. */
export interface LayerToMake {
  readonly layer?: number;
  readonly numHeads?: number;
  readonly numKvHeads?: number;
  readonly headDim?: number;
  readonly tokens?: number;
  readonly causal?: boolean;
  /** Scores are q · k times this; 1/√headDim if left out. */
  readonly scale?: number;
  /** Tokens that a query reads, itself among them; all if left out. */
  readonly window?: number;
  readonly seed?: number;
  /** Size of q and k: the larger, the more the maps are on one key each. */
  readonly size?: number;
  /** Rounds all numbers as the recording's type does. */
  readonly round?: (values: Float32Array) => Float32Array;
}

/** Makes a layer for tests whose maps follow from its q and k, by the float64 reference. */
export function recordedLayer(asked: LayerToMake = {}): RecordedLayer & { readonly vectors: RecordedVectors } {
  const { layer = 0, numHeads = 6, numKvHeads = 3, headDim = 4, tokens = 5, causal = true } = asked;
  const { seed = 1, size = 1, round = (values) => values, scale = 1 / Math.sqrt(headDim) } = asked;
  const draw = (name: string, heads: number) =>
    round(fillNormals(new Float32Array(heads * tokens * headDim), seed, `${layer} ${name}`, size));
  const vectors = { q: draw('q', numHeads), k: draw('k', numKvHeads), v: draw('v', numKvHeads) };
  const { attentionWeights } = referenceSdpa({
    ...vectors,
    // The reference divides by √headDim.
    q: vectors.q.map((value) => value * scale * Math.sqrt(headDim)),
    ...{ numHeads, numKvHeads, headDim },
    ...(causal && { causalOffset: 0 }),
    ...(asked.window !== undefined && { mask: windowMask(tokens, asked.window) }),
  });
  return { layer, numHeads, numKvHeads, headDim, weights: round(Float32Array.from(attentionWeights)), vectors };
}

/** [tokens, tokens], −∞ on keys that are `window` tokens before the query or farther. */
function windowMask(tokens: number, window: number): Float64Array {
  const cells = Array.from({ length: tokens ** 2 }, (_, cell) => Math.floor(cell / tokens) - (cell % tokens));
  return Float64Array.from(cells, (distance) => (distance < window ? 0 : -Infinity));
}
