/** The maps that are compared: all of one size, under one mask. */
export interface MapSizes {
  readonly numHeads: number;
  /** Tokens on each axis of a map. */
  readonly sequenceLength: number;
  /** Whether keys after the query are masked. */
  readonly causal: boolean;
}

/** Keys that the query of `row` sees, from the first on. The others are masked, and no part of any distance. */
export function visibleKeys(row: number, { sequenceLength, causal }: Omit<MapSizes, 'numHeads'>): number {
  return causal ? row + 1 : sequenceLength;
}

/**
 * The rows that say anything about likeness: `first` and all after it. A row with a single visible key is 1 there in
 * every head of every mechanism (row 0 under the causal mask, and the only row of a text of one token): it would make
 * all heads look more alike than they are, and is left out of every mean. `count` is 0 for one token.
 */
export function tellingRows({ sequenceLength, causal }: Omit<MapSizes, 'numHeads'>): { first: number; count: number } {
  const first = causal || sequenceLength === 1 ? 1 : 0;
  return { first, count: sequenceLength - first };
}

/** Bytes of packed rows that are held at once, every head of every mechanism next to each other. */
const ROW_BUDGET_BYTES = 64 * 2 ** 20;
const FLOAT32_BYTES = 4;

/** Logarithms that all pairs of heads may cost together: some 2 s on a laptop's core, away from the page. */
const LOGARITHM_BUDGET = 2 ** 27;

/**
 * The rows in which heads are compared pair by pair, ascending: all telling rows where `mapsPerHead` maps of each head
 * fit both budgets (16 heads × 512 tokens × 3 mechanisms do), else as many evenly spaced ones as do, at least one.
 */
export function comparedRows(sizes: MapSizes, mapsPerHead: number): Uint32Array {
  const { first, count } = tellingRows(sizes);
  const { numHeads, sequenceLength, causal } = sizes;
  const meanKeys = causal ? (first + 1 + sequenceLength) / 2 : sequenceLength;
  const bytesPerRow = numHeads * mapsPerHead * meanKeys * FLOAT32_BYTES;
  const logarithmsPerRow = ((numHeads * (numHeads - 1)) / 2) * mapsPerHead * meanKeys;
  const fitting = Math.floor(Math.min(ROW_BUDGET_BYTES / bytesPerRow, LOGARITHM_BUDGET / logarithmsPerRow));
  const rows = Math.min(count, Math.max(1, fitting));
  // The middle of each of `rows` equal stretches: early rows, which see few keys, count no more than late ones.
  return Uint32Array.from({ length: rows }, (_, index) => first + Math.floor(((index + 0.5) * count) / rows));
}
