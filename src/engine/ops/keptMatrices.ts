import { keep, tidy } from '@tensorflow/tfjs-core';
import { KEPT_BYTES } from './budget.ts';
import type { Matrix } from './ops.ts';

/** Matrices that stay in the backend's memory from one request to the next: weights, embeddings, queries and keys. */
export class KeptMatrices {
  readonly #entries = new Map<string, Matrix>();
  readonly #lender: KeptMatrices | undefined;

  /** @param lender what it has is not built again here */
  constructor(lender?: KeptMatrices) {
    this.#lender = lender;
  }

  /** The matrix under `key`, built where there is none; other tensors that `build` makes are disposed. */
  use(key: string, build: () => Matrix): Matrix {
    const known = this.#find(key);
    if (known) return known;
    const built = builtToKeep(build);
    this.#entries.set(key, built);
    return built;
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  /** Bytes of all that stays here. */
  get bytes(): number {
    return [...this.#entries.values()].reduce((sum, { tensor }) => sum + 4 * tensor.size, 0);
  }

  /** Frees all but `keys`, and everything where that is over `budgetBytes`. */
  keepOnly(keys: ReadonlySet<string>, budgetBytes = KEPT_BYTES): void {
    for (const [key, matrix] of this.#entries) if (!keys.has(key)) this.#free(key, matrix);
    if (this.bytes > budgetBytes) this.clear();
  }

  clear(): void {
    for (const [key, matrix] of this.#entries) this.#free(key, matrix);
  }

  #find(key: string): Matrix | undefined {
    const lent = this.#lender === undefined ? undefined : this.#lender.#find(key);
    return lent ?? this.#entries.get(key);
  }

  #free(key: string, matrix: Matrix): void {
    matrix.tensor.dispose();
    this.#entries.delete(key);
  }
}

function builtToKeep(build: () => Matrix): Matrix {
  let size: Omit<Matrix, 'tensor'> = { rows: 0, cols: 0 };
  const tensor = tidy(() => {
    const { tensor, ...rest } = build();
    size = rest;
    return tensor;
  });
  return { ...size, tensor: keep(tensor) };
}
