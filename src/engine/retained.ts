import { keep, tidy } from '@tensorflow/tfjs-core';
import { KEPT_BYTES } from './budget.ts';
import type { Matrix } from './ops.ts';

/**
 * Matrices that stay in the backend's memory from one request to the next: weights, embeddings, queries and keys. Only
 * what the last request used stays, so what is live depends on the settings and not on how they came about.
 */
export class Retained {
  readonly #entries = new Map<string, Matrix>();
  #used = new Set<string>();

  /** The matrix under `key`, built where there is none; other tensors that `build` makes are disposed. */
  use(key: string, build: () => Matrix): Matrix {
    const matrix = this.#entries.get(key) ?? builtToKeep(build);
    this.#entries.set(key, matrix);
    this.#used.add(key);
    return matrix;
  }

  /** Begins a request: what one before it used and, being aborted, never swept counts no more. */
  begin(): void {
    this.#used = new Set();
  }

  /** Bytes of all that stays. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { tensor }) => sum + 4 * tensor.size, 0);
  }

  /** Ends a request: frees what it did not use, and everything where that is over `budgetBytes`. */
  sweep(budgetBytes = KEPT_BYTES): void {
    for (const [key, matrix] of this.#entries) if (!this.#used.has(key)) this.#free(key, matrix);
    this.begin();
    if (this.bytes > budgetBytes) this.clear();
  }

  clear(): void {
    for (const [key, matrix] of this.#entries) this.#free(key, matrix);
  }

  #free(key: string, matrix: Matrix): void {
    matrix.tensor.dispose();
    this.#entries.delete(key);
  }
}

function builtToKeep(build: () => Matrix): Matrix {
  let size = { rows: 0, cols: 0 };
  const tensor = tidy(() => {
    const matrix = build();
    size = { rows: matrix.rows, cols: matrix.cols };
    return matrix.tensor;
  });
  return { ...size, tensor: keep(tensor) };
}
