import * as tf from '@tensorflow/tfjs-core';
import type { Matrix } from './ops.ts';

/** As much of a backend as lets its arrays be written: WebAssembly's heap, or the arrays of plain JavaScript. */
interface OpenBackend {
  typedArrayFromHeap(tensor: tf.Tensor): Float32Array;
  readSync(dataId: object): Float32Array;
}

/**
 * Writes `rows` into `cache`, both by token, from the token at `position` on. TensorFlow.js
 * itself never changes a tensor: in WebAssembly and plain JavaScript its memory is written; elsewhere a new tensor, which is
 * kept, takes the place of the old one, which is disposed.
 */
export function writeRows(cache: Matrix, rows: Matrix, position: number): tf.Tensor {
  const firstRow = position * (cache.rowsPerLine ?? 1);
  const arrayOf = openArrays();
  if (arrayOf) {
    arrayOf(cache.tensor).set(arrayOf(rows.tensor), firstRow * cache.cols);
    return cache.tensor;
  }
  const after = firstRow + rows.rows;
  const written = tf.tidy(() =>
    tf.concat([
      tf.slice(cache.tensor, [0, 0], [firstRow, cache.cols]),
      rows.tensor,
      tf.slice(cache.tensor, [after, 0], [cache.rows - after, cache.cols]),
    ]),
  );
  cache.tensor.dispose();
  return tf.keep(written);
}

/** Returns the function that gives out the array in which the current backend keeps a tensor; undefined if there is none. */
function openArrays(): ((tensor: tf.Tensor) => Float32Array) | undefined {
  const backend = tf.backend() as unknown as OpenBackend;
  if (tf.getBackend() === 'wasm') return (tensor) => backend.typedArrayFromHeap(tensor);
  if (tf.getBackend() === 'cpu') return (tensor) => backend.readSync(tensor.dataId);
  return undefined;
}
