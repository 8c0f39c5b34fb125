import type { ColorTable } from './colorTables.ts';
import type { Maps } from './maps.ts';
import { paintMap } from './paintMap.ts';

/** Sizes `canvas` to one pixel a cell and replaces what it shows by the map of `queryHead`. */
export function paintCanvas(canvas: HTMLCanvasElement, maps: Maps, queryHead: number, table: ColorTable): void {
  const { sequenceLength } = maps;
  // Setting a size clears the canvas, even where it stays the same.
  if (canvas.width !== sequenceLength || canvas.height !== sequenceLength) {
    canvas.width = sequenceLength;
    canvas.height = sequenceLength;
  }
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to paint the maps on.');
  const image = context.createImageData(sequenceLength, sequenceLength);
  paintMap(new Uint32Array(image.data.buffer), maps, queryHead, table);
  context.putImageData(image, 0, 0);
}
