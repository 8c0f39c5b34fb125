import { largestOfPixels } from '../../attention/head-map/largestOfPixels.ts';

/** Cells of square maps, one after the other. */
export interface SquareMaps {
  readonly numHeads: number;
  /** Cells along a map's side. */
  readonly side: number;
  /** [numHeads, side, side] */
  readonly cells: Float32Array;
}

/**
 * Returns the map of `queryHead` alone, as so many pixels a side can show it: with fewer pixels than cells, each has the
 * largest of the cells that it stands for. A browser that makes a canvas smaller leaves cells out, and with them thin lines.
 */
export function mapInPixels<M extends SquareMaps>(maps: M, queryHead: number, pixels: number): M {
  const { side, cells } = maps;
  const own = cells.subarray(queryHead * side ** 2, (queryHead + 1) * side ** 2);
  if (pixels >= side) return { ...maps, numHeads: 1, cells: own };
  return { ...maps, numHeads: 1, side: pixels, cells: largestOfPixels(own, side, pixels) };
}
