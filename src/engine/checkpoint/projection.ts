import type { LinearPart } from '../../attention/checkpoint/linearPart.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';
import { assertTensorFinite } from './notFinite.ts';
import type { WeightPiece, WeightPieces } from './weightPieces.ts';

/** What projections need besides their inputs. */
export interface Projecting {
  readonly ops: AttentionOps;
  /** The weights of all of them, in the order of their use. */
  readonly weights: WeightPieces;
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
  { ops, weights, signal }: Projecting,
  part: LinearPart,
  x: Float32Array,
): AsyncGenerator<Piece> {
  for await (const piece of weights.of(part, signal)) {
    const { first, end } = piece.rows;
    yield { first, count: end - first, values: await multiply(ops, piece, x) };
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

async function multiply(ops: AttentionOps, piece: WeightPiece, x: Float32Array): Promise<Float32Array> {
  const { part, rows, weight, bias } = piece;
  const count = rows.end - rows.first;
  try {
    const { y } = await readBack(ops, () => ({
      y: ops.project(
        ops.upload(x, x.length / part.inputs, part.inputs),
        { weight: ops.upload(weight, count, part.inputs), ...(bias && { bias: ops.upload(bias, 1, count) }) },
        count,
      ),
    }));
    return y.values;
  } catch (error) {
    assertTensorFinite(part.weight, weight);
    if (bias) assertTensorFinite(part.bias ?? part.weight, bias);
    throw error;
  }
}
