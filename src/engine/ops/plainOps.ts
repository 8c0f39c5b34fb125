import * as tf from '@tensorflow/tfjs-core';
import { cellsPerSide } from '../../attention/levelOfDetail.ts';
import { kvHeadOf } from '../../attention/sharing.ts';
import { headsWithinBudget } from './budget.ts';
import { layerNorm } from './layerNorm.ts';
import { BLOCK, matMulInBlocks } from './matMulInBlocks.ts';
import { type AttentionOps, headsOf, type Linear, type Matrix, queriesOf, type Sharing } from './ops.ts';
import { writeRows } from './writeRows.ts';

const matrix = (tensor: tf.Tensor2D): Matrix => ({ rows: tensor.shape[0], cols: tensor.shape[1], tensor });

/** Arrays of [tokens, tokens] that the ops below hold for each head before `tidy` frees them. */
const ARRAYS_A_HEAD = 6;

/** Attention in TensorFlow.js's own ops, for the WebAssembly and CPU backends. */
export const plainOps: AttentionOps = {
  longestSum: BLOCK,

  upload: (values, rows, cols) => matrix(tf.tensor2d(values, [rows, cols])),

  project(x: Matrix, { weight, bias }: Linear, headDim: number) {
    const heads = weight.rows / headDim;
    // WebAssembly multiplies by a transpose in place 4 to 28 times more slowly than it copies one and multiplies by that. So
    // the smaller of the two is copied: the tokens of a short text for a wide layer, else the weights.
    if (x.rows < weight.rows) {
      const product = matMulInBlocks(weight.tensor as tf.Tensor2D, tf.transpose(x.tensor as tf.Tensor2D));
      const y = bias ? tf.add(product, tf.reshape(bias.tensor, [weight.rows, 1])) : product;
      const stacked = tf.transpose(tf.reshape(y, [heads, headDim, x.rows]), [0, 2, 1]);
      return matrix(tf.reshape(stacked, [heads * x.rows, headDim]));
    }
    const product = matMulInBlocks(x.tensor as tf.Tensor2D, tf.transpose(weight.tensor as tf.Tensor2D));
    const y = bias ? tf.add(product, bias.tensor) : product;
    if (heads === 1) return matrix(y as tf.Tensor2D);
    const stacked = tf.transpose(tf.reshape(y, [x.rows, heads, headDim]), [1, 0, 2]);
    return matrix(tf.reshape(stacked, [heads * x.rows, headDim]));
  },

  // Features lie token by token in any case.
  projectByToken(x, layer, headDim) {
    const { tensor } = plainOps.project(x, layer, layer.weight.rows);
    return matrix(tf.reshape(tensor, [(x.rows * layer.weight.rows) / headDim, headDim]) as tf.Tensor2D);
  },

  makeCache: (numKvHeads, capacity, headDim) => ({
    ...matrix(tf.zeros<tf.Rank.R2>([capacity * numKvHeads, headDim])),
    rowsPerLine: numKvHeads,
  }),

  append: (cache, rows, position) => ({ ...cache, tensor: writeRows(cache, rows, position) }),

  layerNorm: (x, { weight, bias }) =>
    matrix(
      tf.tidy(() =>
        layerNorm(x.tensor as tf.Tensor2D, tf.reshape(weight.tensor, [x.cols]), tf.reshape(bias.tensor, [x.cols])),
      ),
    ),

  add: (a, b) => matrix(tf.add(a.tensor, b.tensor)),

  scores: (q, k, sharing) => matrix(tf.tidy(() => stacked(scoresOf(q, k, sharing)))),

  attentionWeights: (q, k, sharing) => matrix(tf.tidy(() => stacked(softmaxOf(q, k, sharing)))),

  pooledWeights(q, k, sharing, stride) {
    const { count } = headsOf(sharing);
    const side = cellsPerSide(sharing.tokens, stride);
    return matrix(
      tf.tidy(() => {
        const missing = side * stride - sharing.tokens;
        const padded = tf.pad(softmaxOf(q, k, sharing), [
          [0, 0],
          [0, missing],
          [0, missing],
        ]);
        const ofRows = maxOrNaN(tf.reshape(padded, [count * side * stride, side, stride]), 2);
        return tf.reshape(maxOrNaN(tf.reshape(ofRows, [count * side, stride, side]), 1), [count * side, side]);
      }),
    );
  },

  mix(weights, v, sharing) {
    const { count } = headsOf(sharing);
    const { count: queries } = queriesOf(sharing);
    const context = isWholeCache(sharing)
      ? tf.reshape(matMulInBlocks(byGroup(weights.tensor, sharing), headsOfCache(v, sharing)), [count, queries, v.cols])
      : matMulInBlocks(
          tf.reshape(weights.tensor, [count, queries, sharing.tokens]) as tf.Tensor3D,
          sharedHeads(v, sharing),
        );
    return matrix(tf.reshape(tf.transpose(context, [1, 0, 2]), [queries, count * v.cols]));
  },

  rowFigures: (weights, sharing) =>
    matrix(
      tf.tidy(() => {
        const { tokens } = sharing;
        const maps = tf.reshape(weights.tensor, [headsOf(sharing).count, tokens, tokens]);
        const later = tf.mul(tf.abs(maps), tf.tensor2d(afterQuery(sharing, 1), [tokens, tokens]));
        const figures = tf.stack([tf.sum(maps, 2), tf.max(later, 2)], 2);
        return tf.reshape(figures, [weights.rows, 2]) as tf.Tensor2D;
      }),
    ),

  bytesInUse: () => tf.memory().numBytes,

  headsAtOnce: (tokens) => headsWithinBudget(ARRAYS_A_HEAD * 4 * tokens ** 2),

  download: (matrices) =>
    Promise.all(
      // `slice`: the CPU backend hands out the array that it keeps.
      matrices.map(async ({ tensor }) => (await tensor.data<'float32'>()).slice() as Float32Array<ArrayBuffer>),
    ),
};

/** [count, queries, tokens], also of masked cells. */
function scoresOf(q: Matrix, k: Matrix, sharing: Sharing): tf.Tensor3D {
  const { first, count } = headsOf(sharing);
  const { count: queries } = queriesOf(sharing);
  if (isWholeCache(sharing)) {
    const ofGroups = tf.matMul(byGroup(q.tensor, sharing), headsOfCache(k, sharing), false, true);
    return tf.reshape(ofGroups, [count, queries, sharing.tokens]);
  }
  const all = tf.reshape(q.tensor, [sharing.numHeads, queries, q.cols]);
  return tf.matMul(tf.slice(all, [first, 0, 0], [count, queries, q.cols]), sharedHeads(k, sharing), false, true);
}

/** [count, queries, tokens] */
function softmaxOf(q: Matrix, k: Matrix, sharing: Sharing): tf.Tensor3D {
  const scores = scoresOf(q, k, sharing);
  const visible = sharing.causal ? tf.add(scores, mask(sharing)) : scores;
  // Subtract before scaling: a difference of large scores is then scaled, not two scaled scores subtracted.
  const shifted = tf.sub(visible, tf.max(visible, -1, true));
  return tf.softmax<tf.Tensor3D>(tf.mul(shifted, 1 / Math.sqrt(q.cols)));
}

/**
 * The KV head of each query head, [count, tokens, headDim]. Copied rather than broadcast: matMul silently mis-indexes
 * q[kv, group, T, d] × k[kv, 1, T, d].
 */
function sharedHeads(heads: Matrix, sharing: Sharing): tf.Tensor3D {
  const { first, count } = headsOf(sharing);
  const kvHeads = Array.from({ length: count }, (_, index) => kvHeadOf(first + index, sharing));
  const stacked = sharing.isByToken
    ? headsOfCache(heads, sharing)
    : tf.reshape(heads.tensor, [sharing.numKvHeads, sharing.tokens, heads.cols]);
  return tf.gather(stacked, tf.tensor1d(kvHeads, 'int32')) as tf.Tensor3D;
}

/** True when all query heads attend to a cache: a group's heads are then rows of one matrix, and no KV head is copied for them. */
function isWholeCache(sharing: Sharing): boolean {
  return sharing.isByToken === true && headsOf(sharing).count === sharing.numHeads;
}

/** [numHeads · queries, width] → [numKvHeads, group · queries, width] */
function byGroup(rows: tf.Tensor, sharing: Sharing): tf.Tensor3D {
  const { numHeads, numKvHeads } = sharing;
  const { count: queries } = queriesOf(sharing);
  const width = rows.size / (numHeads * queries);
  return tf.reshape(rows, [numKvHeads, (numHeads / numKvHeads) * queries, width]);
}

/** Of a cache, the keys or values of the first tokens, head by head: [numKvHeads, tokens, headDim]. */
function headsOfCache(cache: Matrix, { tokens, numKvHeads }: Sharing): tf.Tensor3D {
  const known = tf.slice(cache.tensor, [0, 0], [tokens * numKvHeads, cache.cols]);
  if (numKvHeads === 1) return tf.reshape(known, [1, tokens, cache.cols]);
  return tf.transpose(tf.reshape(known, [tokens, numKvHeads, cache.cols]), [1, 0, 2]) as tf.Tensor3D;
}

/** The largest along `axis`. WebAssembly's `max` passes over a NaN; 0 · NaN added to it does not. */
function maxOrNaN(values: tf.Tensor, axis: number): tf.Tensor2D {
  return tf.add(tf.max(values, axis), tf.mul(tf.sum(values, axis), 0));
}

/** [queries, tokens]: −Infinity where the key comes after the query, else 0. */
function mask(sharing: Sharing): tf.Tensor2D {
  const { tokens } = sharing;
  return tf.tensor2d(afterQuery(sharing, Number.NEGATIVE_INFINITY), [queriesOf(sharing).count, tokens]);
}

/** [count, queries, tokens] → [count · queries, tokens] */
function stacked(maps: tf.Tensor3D): tf.Tensor2D {
  return tf.reshape(maps, [maps.shape[0] * maps.shape[1], maps.shape[2]]);
}

/** [queries, tokens]: `after` where the key comes after the query, else 0. */
function afterQuery(sharing: Sharing, after: number): Float32Array {
  const { first, count } = queriesOf(sharing);
  const { tokens } = sharing;
  const values = new Float32Array(count * tokens);
  for (let query = 0; query < count; query++)
    values.fill(after, query * tokens + first + query + 1, (query + 1) * tokens);
  return values;
}
