import * as tf from '@tensorflow/tfjs-core';
import { groupSize, headDim } from '../../../attention/sharing.ts';
import type { AttentionShape } from '../../../attention/types.ts';

/** Sequences of one length, stacked in rows: row sequence · tokens + token. */
export interface Stack {
  readonly sequences: number;
  readonly tokens: number;
}

export interface SharedAttention {
  /** [sequences · numHeads, tokens query, tokens key]; masked cells are exactly 0. */
  readonly attentionWeights: tf.Tensor3D;
  /** Heads side by side, [sequences · tokens, dModel]. */
  readonly context: tf.Tensor2D;
}

/**
 * Causal attention on projected heads, differentiable on every backend: q [sequences · tokens, dModel], k and v
 * [sequences · tokens, numKvHeads · headDim]. The query heads of a group are folded into rows beside their one KV head:
 * matMul silently mis-indexes the broadcast q[kv, group, T, d] × k[kv, 1, T, d], and `gather` has no gradient on
 * WebAssembly.
 */
export function sharedAttention(
  q: tf.Tensor2D,
  k: tf.Tensor2D,
  v: tf.Tensor2D,
  shape: AttentionShape,
  { sequences, tokens }: Stack,
): SharedAttention {
  const { dModel, numHeads, numKvHeads } = shape;
  const [width, group] = [headDim(shape), groupSize(shape)];
  const headsOf = (projected: tf.Tensor2D, heads: number) =>
    tf.transpose(tf.reshape(projected, [sequences, tokens, heads, width]), [0, 2, 1, 3]);
  const perKvHead = (heads: tf.Tensor, rows: number) => tf.reshape(heads, [sequences * numKvHeads, rows, width]);
  const scaled = tf.mul(q, 1 / Math.sqrt(width)) as tf.Tensor2D;
  const queries = perKvHead(headsOf(scaled, numHeads), group * tokens);
  const scores = tf.matMul(queries, perKvHead(headsOf(k, numKvHeads), tokens), false, true);
  const visible = tf.add(tf.reshape(scores, [sequences * numHeads, tokens, tokens]), causalMask(tokens));
  const attentionWeights = tf.softmax(visible) as tf.Tensor3D;
  const folded = tf.reshape(attentionWeights, [sequences * numKvHeads, group * tokens, tokens]);
  const mixed = tf.matMul(folded, perKvHead(headsOf(v, numKvHeads), tokens));
  const heads = tf.transpose(tf.reshape(mixed, [sequences, numHeads, tokens, width]), [0, 2, 1, 3]);
  return { attentionWeights, context: tf.reshape(heads, [sequences * tokens, dModel]) };
}

/** [tokens, tokens]: −Infinity where the key comes after the query, else 0. Added, since `where` has no gradient. */
function causalMask(tokens: number): tf.Tensor2D {
  const mask = new Float32Array(tokens * tokens);
  for (let query = 0; query < tokens; query++) mask.fill(-Infinity, query * tokens + query + 1, (query + 1) * tokens);
  return tf.tensor2d(mask, [tokens, tokens]);
}
