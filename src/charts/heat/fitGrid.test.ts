import { describe, expect, it } from 'vitest';
import { fitGrid, gridHeight } from './fitGrid.ts';
import { columnsIn } from './gridLayout.ts';

const room = { width: 400, height: 400, fontSize: 11, hasNotes: false };

describe('a grid of maps in its room', () => {
  it('gives one map all of the height or all of the width', () => {
    expect(fitGrid(1, { ...room, height: 200 }).side).toBe(196);
    expect(fitGrid(1, { ...room, width: 100 }).side).toBe(74);
    expect(fitGrid(1, { ...room, width: 100, hasGutter: false }).side).toBe(96);
  });

  it('never overflows its room', () => {
    for (const numHeads of [1, 2, 4, 6, 8, 16, 32, 64]) {
      for (const height of [60, 120, 240, 480]) {
        for (const hasNotes of [false, true]) {
          const { side, notes } = fitGrid(numHeads, { ...room, height, hasNotes });
          expect(22 + columnsIn(numHeads) * (side + 4)).toBeLessThanOrEqual(room.width);
          expect(gridHeight(numHeads, side, { ...room, hasNotes: notes !== 'none' })).toBeLessThanOrEqual(height);
        }
      }
    }
  });

  it('has room for word and per cent from 72 px on, for the word from 48 px on, and for nothing below', () => {
    const fits = [72, 71, 48, 47].map((side) => fitGrid(4, { ...room, width: 22 + 4 * (side + 4), hasNotes: true }));
    expect(fits.map(({ side, notes }) => [side, notes])).toEqual([
      [72, 'full'],
      [71, 'word'],
      [48, 'word'],
      [47, 'none'],
    ]);
  });

  it('gives the line of the notes to the maps where nothing is said', () => {
    const low = { ...room, height: 50 };
    expect(fitGrid(4, { ...low, hasNotes: true })).toEqual({ side: 46, notes: 'none' });
  });

  it('is as high as its rows of maps, their lines and the gaps between them', () => {
    expect(gridHeight(16, 70, room)).toBe(4 * 74 + 3 * 2);
    expect(gridHeight(2, 70, { ...room, hasNotes: true })).toBeCloseTo(74 + 1.27 * 11);
  });

  it('shows nothing rather than something negative where there is no room', () => {
    expect(fitGrid(16, { ...room, width: 10, height: 10 }).side).toBe(0);
  });
});
