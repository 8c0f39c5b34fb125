import { referenceHead } from '../../attention/referenceCell.ts';
import { headDim } from '../../attention/sharing.ts';
import type { AttentionShape, AttentionWeights, LinearWeights } from '../../attention/types.ts';
import { nextTurn } from '../../threads/nextTurn.ts';

type FloatArray = Float32Array | Float64Array;

/** k and v of one KV head in float64: [tokens, headDim] each. */
export interface Float64Head {
  readonly keys: Float64Array;
  readonly values: Float64Array;
}

/** Multiplications between two pauses: some 10 ms of a slow machine. */
export const FLOAT64_STEP = 4e6;

export async function float64Head(
  x: FloatArray,
  weights: Pick<AttentionWeights, 'wK' | 'wV'>,
  kvHead: number,
  shape: AttentionShape,
): Promise<Float64Head> {
  return {
    keys: await float64Projection(x, weights.wK, kvHead, shape),
    values: await float64Projection(x, weights.wV, kvHead, shape),
  };
}

/**
 * q, k or v of one head in float64: x [tokens, dModel] → [tokens, headDim]. Lets other requests through now and then:
 * 2,048 tokens of a wide layer take a second.
 */
export async function float64Projection(
  x: FloatArray,
  linear: LinearWeights,
  head: number,
  shape: AttentionShape,
): Promise<Float64Array> {
  const { dModel } = shape;
  const width = headDim(shape);
  const tokens = x.length / dModel;
  const projected = new Float64Array(tokens * width);
  const stepTokens = Math.max(1, Math.floor(FLOAT64_STEP / (dModel * width)));
  for (let first = 0; first < tokens; first += stepTokens) {
    if (first > 0) await nextTurn();
    const inputs = x.subarray(first * dModel, Math.min(tokens, first + stepTokens) * dModel);
    projected.set(referenceHead(inputs, linear, head, shape), first * width);
  }
  return projected;
}
