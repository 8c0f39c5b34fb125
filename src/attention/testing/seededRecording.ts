import { fillNormals } from '../random/random.ts';
import type { RecordedLayer, Recording } from '../recorded/recording.ts';

interface Sizes {
  readonly name?: string;
  readonly tokens?: readonly string[];
  /** Numbers of the layers in their model. */
  readonly layers?: readonly number[];
  readonly numHeads?: number;
  readonly numKvHeads?: number;
  readonly headDim?: number;
  readonly causal?: boolean;
  readonly seed?: number;
  readonly hasVectors?: boolean;
}

/** Returns a recording in memory: its q, k and v are drawn from a seed, and its maps are their attention, in plain loops. */
export function seededRecording(sizes: Sizes = {}): Recording {
  const { name = 'a model', tokens = ['the', ' cat', ' sat'], layers = [0, 1], numHeads = 4, numKvHeads = 2 } = sizes;
  const { headDim = 2, causal = true, seed = 1, hasVectors = false } = sizes;
  const facts = { numHeads, numKvHeads, headDim: hasVectors ? headDim : null };
  const readLayer = async (index: number): Promise<RecordedLayer> => {
    const layer = layers[index] as number;
    const draw = (heads: number, of: string) =>
      fillNormals(new Float32Array(heads * tokens.length * headDim), seed, `layer ${layer} ${of}`);
    const vectors = { q: draw(numHeads, 'q'), k: draw(numKvHeads, 'k'), v: draw(numKvHeads, 'v') };
    const weights = attention(vectors, { numHeads, numKvHeads, headDim, causal, length: tokens.length });
    return { layer, ...facts, weights, vectors: hasVectors ? vectors : null };
  };
  return {
    name,
    causal,
    scale: null,
    tokens: tokens.map((label) => ({ label, key: label })),
    layers: layers.map((layer) => ({ layer, ...facts })),
    readLayer,
  };
}

interface Shape extends Required<Pick<Sizes, 'numHeads' | 'numKvHeads' | 'headDim' | 'causal'>> {
  readonly length: number;
}

function attention({ q, k }: { q: Float32Array; k: Float32Array }, shape: Shape): Float32Array {
  const { numHeads, numKvHeads, headDim, causal, length } = shape;
  const weights = new Float32Array(numHeads * length * length);
  for (let head = 0; head < numHeads; head++) {
    const kvHead = Math.floor((head * numKvHeads) / numHeads);
    for (let row = 0; row < length; row++) {
      const visible = causal ? row + 1 : length;
      const scores = Array.from({ length: visible }, (_, key) => {
        let dot = 0;
        for (let feature = 0; feature < headDim; feature++) {
          const queryFeature = q[(head * length + row) * headDim + feature] as number;
          dot += queryFeature * (k[(kvHead * length + key) * headDim + feature] as number);
        }
        return Math.exp(dot / Math.sqrt(headDim));
      });
      const sum = scores.reduce((total, score) => total + score, 0);
      weights.set(
        scores.map((score) => score / sum),
        (head * length + row) * length,
      );
    }
  }
  return weights;
}
