import { tidy } from '@tensorflow/tfjs-core';
import { NOT_FINITE } from '../Engine.ts';
import type { HostMatrix } from './hostMatrix.ts';
import type { AttentionOps, Matrix } from './ops.ts';

/** The end of a read-back that found NaN or an infinity. */
export class ReadBackFailure extends Error {}

/**
 * The one place with both tensors and an `await`: builds in a `tidy`, orders the copies, disposes, then waits. Resolves
 * with the elements of each matrix that `build` returned. Rejects where the backend returned NaN or an infinity.
 */
export async function readBack<Name extends string>(
  ops: AttentionOps,
  build: () => Readonly<Record<Name, Matrix>>,
): Promise<Record<Name, HostMatrix>> {
  let sizes: [name: Name, rows: number, cols: number][] = [];
  let download: Promise<Float32Array<ArrayBuffer>[]> = Promise.resolve([]);
  tidy(() => {
    const matrices = Object.entries<Matrix>(build()) as [Name, Matrix][];
    sizes = matrices.map(([name, { rows, cols }]) => [name, rows, cols]);
    download = ops.download(matrices.map(([, matrix]) => matrix));
  });
  const arrays = await download;
  const named = sizes.map(([name, rows, cols], index) => {
    const values = arrays[index] ?? new Float32Array();
    assertFinite(values, name);
    return [name, { rows, cols, values }] as const;
  });
  return Object.fromEntries(named) as Record<Name, HostMatrix>;
}

/** A sum is finite only if its terms are (weights and outputs are far from overflowing one); one pass, no branches. */
function assertFinite(values: Float32Array, name: string): void {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] as number;
  if (!Number.isFinite(sum))
    throw new ReadBackFailure(`The backend returned ${NOT_FINITE} in ${name}: its numbers are not shown.`);
}
