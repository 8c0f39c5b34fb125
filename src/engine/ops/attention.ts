import type { AttentionOps, Matrix, Sharing } from './ops.ts';

export interface Attention {
  /** [count · tokens, tokens] */
  readonly attentionWeights: Matrix;
  /** [tokens, count · headDim] */
  readonly output: Matrix;
}

/**
 * The one attention, on projected heads: MHA, GQA and MQA differ in `sharing.numKvHeads` alone. Intermediate tensors are
 * left for the caller's `tidy`.
 */
export function scaledDotProduct(ops: AttentionOps, q: Matrix, k: Matrix, v: Matrix, sharing: Sharing): Attention {
  const attentionWeights = ops.attentionWeights(q, k, sharing);
  return { attentionWeights, output: ops.mix(attentionWeights, v, sharing) };
}
