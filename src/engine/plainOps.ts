import * as tf from '@tensorflow/tfjs-core';
import type { AttentionOps, Linear, Matrix, Sharing } from './ops.ts';

const matrix = (tensor: tf.Tensor2D): Matrix => ({ rows: tensor.shape[0], cols: tensor.shape[1], tensor });

/**
 * Attention in TensorFlow.js's own ops, for the WebAssembly and CPU backends. Every method leaves intermediate tensors
 * for the caller's `tidy`.
 */
export const plainOps: AttentionOps = {
  upload: (values, rows, cols) => matrix(tf.tensor2d(values, [rows, cols])),

  project(x: Matrix, { weight, bias }: Linear, headDim: number) {
    const product = tf.matMul(x.tensor, weight.tensor, false, true);
    const y = bias ? tf.add(product, bias.tensor) : product;
    const heads = weight.rows / headDim;
    if (heads === 1) return matrix(y as tf.Tensor2D);
    const stacked = tf.transpose(tf.reshape(y, [x.rows, heads, headDim]), [1, 0, 2]);
    return matrix(tf.reshape(stacked, [heads * x.rows, headDim]));
  },

  attentionWeights(q: Matrix, k: Matrix, { tokens, numHeads, numKvHeads, causal }: Sharing) {
    // Fold the group into rows: matMul silently mis-indexes q[kv, group, T, d] × k[kv, 1, T, d].
    const rows = (numHeads / numKvHeads) * tokens;
    const folded = tf.reshape(q.tensor, [numKvHeads, rows, q.cols]);
    const keys = tf.reshape(k.tensor, [numKvHeads, tokens, k.cols]);
    const scores = tf.reshape(tf.matMul(folded, keys, false, true), [numHeads, tokens, tokens]);
    const visible = causal ? tf.add(scores, causalMask(tokens)) : scores;
    // Subtract before scaling: a difference of large scores is then scaled, not two scaled scores subtracted.
    const shifted = tf.sub(visible, tf.max(visible, -1, true));
    const weights = tf.softmax(tf.mul(shifted, 1 / Math.sqrt(q.cols)));
    return matrix(tf.reshape(weights, [numHeads * tokens, tokens]));
  },

  mix(weights: Matrix, v: Matrix, { tokens, numHeads, numKvHeads }: Sharing) {
    const rows = (numHeads / numKvHeads) * tokens;
    const folded = tf.reshape(weights.tensor, [numKvHeads, rows, tokens]);
    const values = tf.reshape(v.tensor, [numKvHeads, tokens, v.cols]);
    const context = tf.reshape(tf.matMul(folded, values), [numHeads, tokens, v.cols]);
    return matrix(tf.reshape(tf.transpose(context, [1, 0, 2]), [tokens, numHeads * v.cols]));
  },

  download: (matrices) =>
    Promise.all(
      // `slice`: the CPU backend hands out the array that it keeps.
      matrices.map(async ({ tensor }) => (await tensor.data<'float32'>()).slice() as Float32Array<ArrayBuffer>),
    ),
};

/** [tokens, tokens] to add to scores: −∞ above the diagonal. */
function causalMask(tokens: number): tf.Tensor2D {
  const mask = new Float32Array(tokens * tokens);
  for (let query = 0; query < tokens; query++)
    mask.fill(Number.NEGATIVE_INFINITY, query * tokens + query + 1, (query + 1) * tokens);
  return tf.tensor2d(mask, [tokens, tokens]);
}
