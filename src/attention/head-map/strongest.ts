import { type HeadMap, visibleKeys } from './headMap.ts';

/** One query attending to one key. */
export interface Link {
  readonly queryPosition: number;
  readonly keyPosition: number;
  readonly weight: number;
}

/** What is chosen from: rows of some queries, one key's column, or the whole map. */
export interface LinkChoice {
  /** Query positions, ascending; all of them where it is empty. */
  readonly queries: readonly number[];
  /** Only links to this key; null for all keys. */
  readonly key: number | null;
}

export interface StrongestLinks {
  /** Weakest first: what is drawn last lies on top. Of equal weights, the earlier query, then the earlier key is kept. */
  readonly links: readonly Link[];
  /** How many there are to choose from, masked pairs left out. */
  readonly total: number;
}

/** Returns the place of the largest of `weights`, the first of equal ones; 0 if there are none. */
export function strongestOf(weights: Float32Array): number {
  let best = 0;
  for (let place = 1; place < weights.length; place++) {
    if ((weights[place] as number) > (weights[best] as number)) best = place;
  }
  return best;
}

/**
 * The `budget` links of the largest weights. A heap of as many keeps the weakest at its root, where nearly every other
 * link fails at one comparison: 2,048² weights take a few milliseconds, and nothing is sorted but what is kept.
 */
export function strongestLinks(map: HeadMap, budget: number, { queries, key }: LinkChoice): StrongestLinks {
  const { weights, sequenceLength } = map;
  const heap = new WeakestFirst(weights, budget);
  let total = 0;
  const rows = queries.length > 0 ? queries.length : sequenceLength;
  for (let row = 0; row < rows; row++) {
    const query = queries.length > 0 ? (queries[row] ?? 0) : row;
    const visible = visibleKeys(map, query);
    const from = key ?? 0;
    const to = key === null ? visible : Math.min(key + 1, visible);
    for (let column = from; column < to; column++) heap.offer(query * sequenceLength + column);
    total += Math.max(0, to - from);
  }
  const links = heap.drain().map((cell) => ({
    queryPosition: Math.floor(cell / sequenceLength),
    keyPosition: cell % sequenceLength,
    weight: weights[cell] ?? 0,
  }));
  return { links, total };
}

/** A binary heap of at most `size` cells, the weakest at the root. */
class WeakestFirst {
  private readonly cells: Uint32Array;
  private readonly weights: Float32Array;
  private length = 0;

  constructor(weights: Float32Array, size: number) {
    this.weights = weights;
    this.cells = new Uint32Array(size);
  }

  /** Keeps `cell` if it is among the strongest so far. Cells must come in ascending order: of equals, the first stays. */
  offer(cell: number): void {
    if (this.length < this.cells.length) {
      this.cells[this.length] = cell;
      this.rise(this.length++);
    } else if (this.length > 0 && this.weightOf(cell) > this.weightOf(this.at(0))) {
      this.cells[0] = cell;
      this.sink(0);
    }
  }

  /** Empties the heap, weakest first. */
  drain(): number[] {
    const drained: number[] = [];
    while (this.length > 0) {
      drained.push(this.at(0));
      this.cells[0] = this.at(--this.length);
      this.sink(0);
    }
    return drained;
  }

  private rise(place: number): void {
    let child = place;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isWeaker(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  private sink(place: number): void {
    let parent = place;
    for (;;) {
      let weakest = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < this.length && this.isWeaker(child, weakest)) weakest = child;
      }
      if (weakest === parent) return;
      this.swap(parent, weakest);
      parent = weakest;
    }
  }

  /** Of equal weights, the later cell is the weaker one: it is the first to go. */
  private isWeaker(a: number, b: number): boolean {
    const difference = this.weightOf(this.at(a)) - this.weightOf(this.at(b));
    return difference === 0 ? this.at(a) > this.at(b) : difference < 0;
  }

  private swap(a: number, b: number): void {
    const cell = this.at(a);
    this.cells[a] = this.at(b);
    this.cells[b] = cell;
  }

  private at(place: number): number {
    return this.cells[place] ?? 0;
  }

  private weightOf(cell: number): number {
    return this.weights[cell] ?? 0;
  }
}
