import {
  type Comparison,
  type HeadMaps,
  type OpenComparison,
  openComparison,
} from '../attention/comparison/comparison.ts';
import type { MapSizes } from '../attention/comparison/rows.ts';

/** Compares heads one after the other, on whichever thread it was made. */
export interface Comparer {
  /** Begins anew; what an earlier comparison held is let go. */
  begin(sizes: MapSizes): Promise<void>;
  add(queryHead: number, maps: HeadMaps): Promise<void>;
  /** Gives the result away and keeps nothing. */
  finish(): Promise<Comparison>;
}

/** `sliceMs`: how long it works before it lets the thread's other tasks through; never, by default. */
export function createComparer(sliceMs = Number.POSITIVE_INFINITY): Comparer {
  let open: OpenComparison | undefined;
  const current = () => {
    if (!open) throw new Error('No comparison has begun.');
    return open;
  };
  return {
    async begin(sizes) {
      open = openComparison(sizes);
    },
    async add(queryHead, maps) {
      let end = performance.now() + sliceMs;
      for (const _ of current().add(queryHead, maps)) {
        if (performance.now() < end) continue;
        await new Promise((resolve) => setTimeout(resolve));
        end = performance.now() + sliceMs;
      }
    },
    async finish() {
      const comparison = current().finish();
      open = undefined;
      return comparison;
    },
  };
}
