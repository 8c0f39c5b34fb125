import { referenceHead } from '../attention/referenceCell.ts';
import { headDim } from '../attention/sharing.ts';
import type { AttentionShape, AttentionWeights } from '../attention/types.ts';
import { nextTurn } from './nextTurn.ts';

/** k and v of one KV head in float64: [tokens, headDim] each. */
export interface Float64Head {
  readonly keys: Float64Array;
  readonly values: Float64Array;
}

/** Multiplications between two pauses: some 10 ms of a slow machine. */
const STEP = 4e6;

/** Lets other requests through now and then: 2,048 tokens of a wide layer take a second. */
export async function float64Head(
  x: Float32Array,
  weights: Pick<AttentionWeights, 'wK' | 'wV'>,
  kvHead: number,
  shape: AttentionShape,
): Promise<Float64Head> {
  const { dModel } = shape;
  const width = headDim(shape);
  const tokens = x.length / dModel;
  const [keys, values] = [new Float64Array(tokens * width), new Float64Array(tokens * width)];
  const stepTokens = Math.max(1, Math.floor(STEP / (2 * dModel * width)));
  for (let first = 0; first < tokens; first += stepTokens) {
    if (first > 0) await nextTurn();
    const inputs = x.subarray(first * dModel, Math.min(tokens, first + stepTokens) * dModel);
    keys.set(referenceHead(inputs, weights.wK, kvHead, shape), first * width);
    values.set(referenceHead(inputs, weights.wV, kvHead, shape), first * width);
  }
  return { keys, values };
}
