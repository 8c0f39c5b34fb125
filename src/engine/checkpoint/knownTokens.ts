/** Numbers of the tokens that a model has already read, [tokens, width], which grow and are cut with the text. */
export class KnownRows {
  readonly width: number;
  #values = new Float32Array(0);

  constructor(width: number) {
    this.width = width;
  }

  /** Numbers of the first `tokens` tokens. A view. */
  first(tokens: number): Float32Array<ArrayBuffer> {
    return this.#values.subarray(0, tokens * this.width);
  }

  /** Puts the rows of the tokens from `first` on, in place of all that were there. */
  put(first: number, rows: Float32Array): void {
    const length = first * this.width + rows.length;
    if (length > this.#values.length) {
      const longer = new Float32Array(length);
      longer.set(this.first(first));
      this.#values = longer;
    }
    this.#values.set(rows, first * this.width);
  }
}

/** One layer of a model with so many KV heads: what its attention needs of the tokens that it has read. */
export class KnownLayer {
  /** The tokens whose rows are known. */
  ids: readonly number[] = [];
  /** What the projections read, after the norm: [tokens, dModel]. */
  readonly input: KnownRows;
  /** Heads side by side, after q/k norm and turning. */
  readonly q: KnownRows;
  readonly k: KnownRows;
  readonly v: KnownRows;

  constructor(dModel: number, queryWidth: number, kvWidth: number) {
    this.input = new KnownRows(dModel);
    this.q = new KnownRows(queryWidth);
    this.k = new KnownRows(kvWidth);
    this.v = new KnownRows(kvWidth);
  }
}

/** Returns how many tokens two texts have in common from the start. */
export function commonLength(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
