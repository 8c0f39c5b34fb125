import type { Maps } from '../cells/maps.ts';
import type { ColorTable } from './colorTables.ts';
import { paintMap } from './paintMap.ts';
import { showPixels } from './showPixels.ts';

/** Sizes `canvas` to one pixel a block and replaces what it shows by the map of `queryHead`. */
export function paintCanvas(canvas: HTMLCanvasElement, maps: Maps, queryHead: number, table: ColorTable): void {
  showPixels(canvas, maps.side, (pixels) => paintMap(pixels, maps, queryHead, table));
}
