import { jensenShannonDistance, rowEntropy } from './jensenShannon.ts';
import { type MapSizes, visibleKeys } from './rows.ts';

/** The compared rows of one head in one mechanism, their visible cells one row after the other. */
export interface PackedHead {
  readonly cells: Float32Array;
  /** Of each row, in nats. */
  readonly entropies: Float64Array;
  /** Where each row begins in `cells`; one more, where the last ends. */
  readonly starts: Uint32Array;
}

/** Takes `rows` out of a whole map, [queryPosition, keyPosition]: what later heads are compared with. */
export function packHead(weights: Float32Array, rows: Uint32Array, sizes: MapSizes): PackedHead {
  const starts = new Uint32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) {
    starts[index + 1] = (starts[index] as number) + visibleKeys(row, sizes);
  }
  const cells = new Float32Array(starts.at(-1) as number);
  const entropies = new Float64Array(rows.length);
  for (const [index, row] of rows.entries()) {
    const keys = visibleKeys(row, sizes);
    const from = row * sizes.sequenceLength;
    cells.set(weights.subarray(from, from + keys), starts[index]);
    entropies[index] = rowEntropy(weights, from, keys);
  }
  return { cells, entropies, starts };
}

/** 1 − the mean Jensen–Shannon distance over the rows, 0 … 1: how alike two heads are. Not for heads without rows. */
export function similarityOf(a: PackedHead, b: PackedHead): number {
  const { length } = a.entropies;
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const start = a.starts[row] as number;
    const keys = (a.starts[row + 1] as number) - start;
    sum += jensenShannonDistance(a.cells, b.cells, a.entropies[row] as number, b.entropies[row] as number, start, keys);
  }
  return 1 - sum / length;
}
