import type { KeptMatrices } from '../ops/keptMatrices.ts';
import type { Matrix } from '../ops/ops.ts';

/** A matrix that is computed when it is first asked for, and stays. */
export interface LazyMatrix {
  /** Names what its elements depend on: equal keys, equal elements. */
  readonly key: string;
  /** What has to stay with it, so that the next request computes only what changed. */
  readonly needs: readonly LazyMatrix[];
  matrix(): Matrix;
}

export function lazyMatrix(
  kept: KeptMatrices,
  key: string,
  needs: readonly LazyMatrix[],
  build: () => Matrix,
): LazyMatrix {
  return { key, needs, matrix: () => kept.use(key, build) };
}

/** The keys of `matrices`, and of all that has to stay with them. */
export function keysOf(matrices: readonly LazyMatrix[]): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = ({ key, needs }: LazyMatrix) => {
    if (keys.has(key)) return;
    keys.add(key);
    needs.forEach(visit);
  };
  matrices.forEach(visit);
  return keys;
}
