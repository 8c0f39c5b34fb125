import type { ColorTable } from './colorTables.ts';
import type { Maps } from './maps.ts';
import { COLORS, scalePosition } from './weightScale.ts';

const LAST = COLORS - 1;

/** Magenta: a weight that is not a number is an error upstream. It must show, and must not pass for "masked" or 0. */
const NOT_A_WEIGHT = new Uint32Array(Uint8Array.of(255, 0, 255, 255).buffer)[0] ?? 0;

/** Fully transparent: the hatching behind the canvas shows through. */
const MASKED_PIXEL = 0;

/**
 * Writes the map of `queryHead` into `pixels`, one RGBA word a cell, row-major: [sequenceLength, sequenceLength].
 * Words go in and out in the machine's own byte order, so that one store paints one cell.
 * @throws RangeError where `pixels` or the weights have another size.
 */
export function paintMap(pixels: Uint32Array, maps: Maps, queryHead: number, table: ColorTable): void {
  const { attentionWeights, sequenceLength, numHeads, causal } = maps;
  const cells = sequenceLength * sequenceLength;
  if (pixels.length !== cells || attentionWeights.length !== numHeads * cells) {
    throw new RangeError(
      `${pixels.length} pixels and ${attentionWeights.length} weights do not fit ${numHeads} maps of ${sequenceLength} × ${sequenceLength} cells.`,
    );
  }
  const colors = new Uint32Array(table.buffer);
  const offset = queryHead * cells;
  for (let row = 0, cell = 0; row < sequenceLength; row++) {
    const visible = causal ? row + 1 : sequenceLength;
    for (let column = 0; column < sequenceLength; column++, cell++) {
      pixels[cell] = column < visible ? colorOf(attentionWeights[offset + cell], colors) : MASKED_PIXEL;
    }
  }
}

/** Rounding in the softmax may leave a weight a hair above 1; NaN and negative weights come out of the root as NaN. */
function colorOf(weight: number | undefined, colors: Uint32Array): number {
  const index = Math.round(LAST * scalePosition(weight ?? Number.NaN));
  return index >= 0 ? (colors[Math.min(index, LAST)] ?? NOT_A_WEIGHT) : NOT_A_WEIGHT;
}
