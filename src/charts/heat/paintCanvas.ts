import type { ColorTable } from './colorTables.ts';
import type { Maps } from './maps.ts';
import { paintMap } from './paintMap.ts';

/** Sizes `canvas` to one pixel a block and replaces what it shows by the map of `queryHead`. */
export function paintCanvas(canvas: HTMLCanvasElement, maps: Maps, queryHead: number, table: ColorTable): void {
  const { side } = maps;
  // Setting a size clears the canvas, even where it stays the same.
  if (canvas.width !== side || canvas.height !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to paint the maps on.');
  const image = context.createImageData(side, side);
  paintMap(new Uint32Array(image.data.buffer), maps, queryHead, table);
  context.putImageData(image, 0, 0);
}
