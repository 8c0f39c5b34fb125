import { largestOfPixels } from '../head-map/largestOfPixels.ts';
import type { RecordedLayer } from './recording.ts';

/** Cells along the side of the largest thumbnail: 64 heads of 48 layers are then 7 MB. */
export const THUMBNAIL_CELLS = 24;

/** All heads of one layer in small. */
export interface SmallMaps {
  readonly side: number;
  /** [numHeads, side, side]: the largest weight of each block of cells, so that a thin line does not vanish. */
  readonly cells: Float32Array;
}

/** Makes a layer's thumbnails, of its own and no view of it. Yields after each head. */
export function* layerThumbnails(
  { numHeads, weights }: Pick<RecordedLayer, 'numHeads' | 'weights'>,
  tokens: number,
): Generator<void, SmallMaps, void> {
  const side = Math.min(tokens, THUMBNAIL_CELLS);
  const cells = new Float32Array(numHeads * side ** 2);
  for (let head = 0; head < numHeads; head++) {
    const own = weights.subarray(head * tokens ** 2, (head + 1) * tokens ** 2);
    cells.set(side === tokens ? own : largestOfPixels(own, tokens, side), head * side ** 2);
    yield;
  }
  return { side, cells };
}
