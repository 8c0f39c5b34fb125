import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapInPixels } from './mapPixels.ts';

const maps = (numHeads: number, side: number, cells: number[]) => ({ numHeads, side, cells: Float32Array.from(cells) });

/** 96 tokens: a head that looks at the first, and one that looks at the previous. */
const TOKENS = 96;
const PATTERNS = Float32Array.from({ length: 2 * TOKENS ** 2 }, (_, index) => {
  const [row, column] = [Math.floor(index / TOKENS) % TOKENS, index % TOKENS];
  const target = index < TOKENS ** 2 ? 0 : Math.max(0, row - 1);
  return column === target ? 1 : 0;
});

describe('mapInPixels', () => {
  it('gives the cells themselves where each has a pixel', () => {
    const { side, cells, numHeads } = mapInPixels(maps(2, 2, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]), 1, 2);
    expect([numHeads, side, ...cells]).toEqual([1, 2, ...Float32Array.of(0.5, 0.6, 0.7, 0.8)]);
    expect(mapInPixels(maps(1, 2, [0, 0, 0, 1]), 0, 500).side).toBe(2);
  });

  it('keeps a line of one cell’s width in every row of pixels, however few there are', () => {
    for (let pixels = 1; pixels <= TOKENS; pixels++) {
      for (const [head, previous] of [0, 1].entries()) {
        const { side, cells } = mapInPixels({ numHeads: 2, side: TOKENS, cells: PATTERNS }, head, pixels);
        expect(side).toBe(pixels);
        const lit = Array.from(
          { length: pixels },
          (_, row) => cells.lastIndexOf(1, (row + 1) * pixels - 1) - row * pixels,
        );
        expect(lit.every((column, row) => column >= 0 && row - column <= (previous ? 1 : row))).toBe(true);
      }
    }
  });

  it('shows of signed cells the largest in size, with its sign', () => {
    const { cells } = mapInPixels(maps(1, 3, [0.1, -0.2, 0.1, 0.3, -0.1, 0, -0.5, 0.4, 0]), 0, 2);
    // Positions 0 and 1 fall on the first pixel, 2 on the second.
    expect(cells).toEqual(Float32Array.of(0.3, 0.1, -0.5, 0));
  });

  it('shows what is not a number, whatever else falls on its pixel', () => {
    expect([...mapInPixels(maps(1, 2, [0.5, Number.NaN, 1, 0]), 0, 1).cells]).toEqual([Number.NaN]);
  });

  it('leaves no cell out and makes none up', () => {
    const cases = fc.integer({ min: 1, max: 40 }).chain((side) =>
      fc.record({
        side: fc.constant(side),
        pixels: fc.integer({ min: 1, max: side }),
        cell: fc.tuple(fc.nat(side - 1), fc.nat(side - 1)),
      }),
    );
    fc.assert(
      fc.property(cases, ({ side, pixels, cell: [row, column] }) => {
        const cells = new Float32Array(side ** 2);
        cells[row * side + column] = 1;
        const shown = mapInPixels({ numHeads: 1, side, cells }, 0, pixels).cells;
        expect(shown.reduce((sum, each) => sum + each)).toBe(1);
        const at = shown.indexOf(1);
        const below = column <= row;
        // What the mask lets through is on or below the diagonal of the pixels, too.
        expect(!below || at % pixels <= Math.floor(at / pixels)).toBe(true);
      }),
    );
  });
});
