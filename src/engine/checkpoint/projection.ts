import type { LinearPart } from '../../attention/checkpoint/linearPart.ts';
import type { AttentionOps, Matrix } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { assertTensorFinite } from './notFinite.ts';
import type { PieceBuffers, WeightPiece, WeightPieces } from './weightPieces.ts';

/** What projections need besides their inputs. */
export interface Projecting {
  readonly ops: AttentionOps;
  /** The weights of all of them, in the order of their use. */
  readonly weights: WeightPieces;
  readonly buffers: PieceBuffers;
  readonly signal: AbortSignal;
}

/** Outputs that are projected at once. */
export interface Piece {
  readonly first: number;
  /** [rows, count] */
  readonly values: Float32Array;
  readonly count: number;
}

/**
 * Projects rows a piece of the outputs at a time: a slice of the file, uploaded, multiplied, read back. Stops with the signal's
 * reason between pieces once aborted.
 *
 * @param x [rows, part.inputs]
 */
export async function* projectInPieces(
  { ops, weights, buffers, signal }: Projecting,
  part: LinearPart,
  x: Float32Array,
): AsyncGenerator<Piece> {
  for await (const piece of weights.of(part, signal)) {
    const { first, end } = piece.rows;
    yield { first, count: end - first, values: await multiply(ops, buffers, piece, x) };
  }
}

/** Returns x Wᵀ + b, [rows, part.outputs]. */
export async function project(
  projecting: Projecting,
  part: LinearPart,
  x: Float32Array,
): Promise<Float32Array<ArrayBuffer>> {
  const rows = x.length / part.inputs;
  const y = new Float32Array(rows * part.outputs);
  for await (const { first, count, values } of projectInPieces(projecting, part, x))
    for (let row = 0; row < rows; row++)
      y.set(values.subarray(row * count, (row + 1) * count), row * part.outputs + first);
  return y;
}

async function multiply(
  ops: AttentionOps,
  buffers: PieceBuffers,
  piece: WeightPiece,
  x: Float32Array,
): Promise<Float32Array> {
  const { part, weight, bias } = piece;
  try {
    const { y } = await readBack(ops, () => ({ y: product(ops, buffers, piece, x) }));
    return y.values;
  } catch (error) {
    assertTensorFinite(part.weight, weight);
    if (bias) assertTensorFinite(part.bias ?? part.weight, bias);
    throw error;
  }
}

/** Uploads a piece, in blocks of its inputs if the backend would cut them itself, and multiplies. */
function product(ops: AttentionOps, buffers: PieceBuffers, piece: WeightPiece, x: Float32Array): Matrix {
  const { part, rows, weight, bias } = piece;
  const { inputs } = part;
  const count = rows.end - rows.first;
  const { longestSum = inputs } = ops;
  if (buffers.block.length < count * longestSum && longestSum < inputs)
    buffers.block = new Float32Array(count * longestSum);
  let sum: Matrix | undefined;
  for (let first = 0; first < inputs; first += longestSum) {
    const width = Math.min(longestSum, inputs - first);
    const block = columns(weight, inputs, first, width, buffers.block);
    const linear = {
      weight: ops.upload(block, count, width),
      ...(first === 0 && bias && { bias: ops.upload(bias, 1, count) }),
    };
    const given = ops.upload(columns(x, inputs, first, width), x.length / inputs, width);
    // At once, before the block's memory is used again: some backends take the numbers when they need them.
    const added = ops.project(given, linear, count);
    sum = sum ? ops.add(sum, added) : added;
  }
  if (!sum) throw new Error(`The weights of “${part.weight}” have no inputs.`);
  return sum;
}

/** Returns some columns of a matrix of `stride` columns; all of them are the matrix itself. */
function columns(
  matrix: Float32Array,
  stride: number,
  first: number,
  width: number,
  into: Float32Array = new Float32Array((matrix.length / stride) * width),
): Float32Array {
  if (width === stride) return matrix;
  const rows = matrix.length / stride;
  for (let row = 0; row < rows; row++)
    into.set(matrix.subarray(row * stride + first, row * stride + first + width), row * width);
  return into.subarray(0, rows * width);
}
