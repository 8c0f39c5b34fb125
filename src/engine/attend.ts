import type { AttentionShape, AttentionWeights } from '../attention/types.ts';
import type { AttentionOps, Linear, Matrix, Sharing } from './ops.ts';

/** The four projections of one layer in the backend's memory. */
export type DeviceLayer = Readonly<Record<keyof AttentionWeights, Linear>>;

export interface Attention {
  /** [numHeads · tokens, tokens] */
  readonly attentionWeights: Matrix;
  /** [tokens, dModel] */
  readonly output: Matrix;
}

/**
 * The one attention: MHA, GQA and MQA differ in `shape.numKvHeads` alone. x [tokens, dModel]. Intermediate tensors are
 * left for the caller's `tidy`.
 */
export function attend(
  ops: AttentionOps,
  x: Matrix,
  layer: DeviceLayer,
  { dModel, numHeads, numKvHeads }: AttentionShape,
  causal: boolean,
): Attention {
  const headDim = dModel / numHeads;
  const [q, k, v] = [layer.wQ, layer.wK, layer.wV].map((linear) => ops.project(x, linear, headDim)) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  const { attentionWeights, output } = scaledDotProduct(ops, q, k, v, {
    tokens: x.rows,
    numHeads,
    numKvHeads,
    causal,
  });
  return { attentionWeights, output: ops.project(output, layer.wO, dModel) };
}

/** Scaled dot-product attention on projected heads: output [tokens, numHeads · headDim]. */
export function scaledDotProduct(ops: AttentionOps, q: Matrix, k: Matrix, v: Matrix, sharing: Sharing): Attention {
  const attentionWeights = ops.attentionWeights(q, k, sharing);
  return { attentionWeights, output: ops.mix(attentionWeights, v, sharing) };
}
