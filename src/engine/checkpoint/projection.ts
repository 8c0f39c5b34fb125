import { type LinearPart, type ReadBuffers, readBias, readWeight } from '../../attention/checkpoint/linearPart.ts';
import type { TensorSource } from '../../attention/checkpoint/tensorSource.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { readBack } from '../ops/readBack.ts';

/** Numbers of a weight that are in memory at once: 16 MB of float32, whatever the size of the model. */
export const PIECE_NUMBERS = 4 * 1024 * 1024;

/** What a projection needs besides its inputs. */
export interface Reading {
  readonly ops: AttentionOps;
  readonly source: TensorSource;
  /** Memory that is used again from piece to piece. */
  readonly buffers: ReadBuffers;
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
  { ops, source, buffers, signal }: Reading,
  part: LinearPart,
  x: Float32Array,
  pieceNumbers = PIECE_NUMBERS,
): AsyncGenerator<Piece> {
  const rows = x.length / part.inputs;
  const atOnce = Math.max(1, Math.min(part.outputs, Math.floor(pieceNumbers / part.inputs)));
  for (let first = 0; first < part.outputs; first += atOnce) {
    signal.throwIfAborted();
    const range = { first, end: Math.min(part.outputs, first + atOnce) };
    const count = range.end - range.first;
    const weight = await readWeight(source, part, range, buffers);
    const bias = await readBias(source, part, range);
    signal.throwIfAborted();
    const { y } = await readBack(ops, () => ({
      y: ops.project(
        ops.upload(x, rows, part.inputs),
        {
          weight: ops.upload(weight, count, part.inputs),
          ...(bias && { bias: ops.upload(bias, 1, count) }),
        },
        count,
      ),
    }));
    yield { first, count, values: y.values };
  }
}

/** Returns x Wᵀ + b, [rows, part.outputs]. */
export async function project(
  reading: Reading,
  part: LinearPart,
  x: Float32Array,
  pieceNumbers?: number,
): Promise<Float32Array<ArrayBuffer>> {
  const rows = x.length / part.inputs;
  const y = new Float32Array(rows * part.outputs);
  for await (const { first, count, values } of projectInPieces(reading, part, x, pieceNumbers))
    for (let row = 0; row < rows; row++)
      y.set(values.subarray(row * count, (row + 1) * count), row * part.outputs + first);
  return y;
}
