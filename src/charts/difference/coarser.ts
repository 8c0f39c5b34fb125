import { cellsPerSide } from '../../attention/levelOfDetail.ts';
import type { DifferenceMaps } from './differenceMaps.ts';

/** How many blocks, along a side, share a pixel where a map of `side` blocks is `pixels` wide; 1 where all have their own. */
export function blocksPerPixel(side: number, pixels: number): number {
  return Math.ceil(side / Math.max(1, pixels));
}

/**
 * The same maps with blocks of `factor` × `factor` blocks, of each the difference that is largest in size, with its sign:
 * a browser that makes a canvas smaller leaves pixels out, and with them thin lines. The maps themselves for a factor of 1.
 */
export function coarser(maps: DifferenceMaps, factor: number): DifferenceMaps {
  if (factor === 1) return maps;
  const { numHeads, side: fine, cells } = maps;
  const coarse = cellsPerSide(fine, factor);
  const pooled = new Float32Array(numHeads * coarse * coarse);
  for (let head = 0; head < numHeads; head++) {
    for (let row = 0; row < fine; row++) {
      const blocks = (head * coarse + Math.floor(row / factor)) * coarse;
      for (let column = 0; column < fine; column++) {
        const cell = cells[(head * fine + row) * fine + column] as number;
        const block = blocks + Math.floor(column / factor);
        if (Math.abs(cell) > Math.abs(pooled[block] as number)) pooled[block] = cell;
      }
    }
  }
  return { ...maps, cells: pooled, side: coarse, stride: maps.stride * factor };
}
