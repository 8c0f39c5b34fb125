import { describe, expect, it } from 'vitest';
import { fitGrid } from './fitGrid.ts';

const room = { width: 400, height: 200, label: 20, note: 0 };

describe('a grid of maps in a room of fixed height', () => {
  it('gives one map all of the height or all of the width', () => {
    expect(fitGrid({ numHeads: 1 }, room)).toEqual({ columns: 1, side: 176, hasLabels: true, hasNotes: true });
    expect(fitGrid({ numHeads: 1 }, { ...room, width: 100 })).toEqual({
      columns: 1,
      side: 94,
      hasLabels: true,
      hasNotes: true,
    });
  });

  it('chooses the columns that make maps largest', () => {
    expect(fitGrid({ numHeads: 16 }, room).columns).toBe(8);
    expect(fitGrid({ numHeads: 16 }, { ...room, width: 200, height: 400 }).columns).toBe(4);
    expect(fitGrid({ numHeads: 16 }, { ...room, width: 1_600, height: 120 }).columns).toBe(16);
  });

  it('fills every row, whatever the number of heads', () => {
    for (const numHeads of [1, 2, 3, 5, 6, 12, 64]) expect(numHeads % fitGrid({ numHeads }, room).columns).toBe(0);
  });

  it('never overflows its room', () => {
    for (const numHeads of [1, 2, 4, 6, 8, 16, 32, 64]) {
      for (const height of [60, 120, 240, 480]) {
        for (const note of [0, 18]) {
          const { columns, side, hasLabels, hasNotes } = fitGrid({ numHeads }, { ...room, height, note });
          const rows = numHeads / columns;
          const label = (hasLabels ? room.label : 0) + (hasNotes ? note : 0);
          expect(columns * (side + 6) + 2 * (columns - 1)).toBeLessThanOrEqual(room.width);
          expect(rows * (side + 2 + label) + 2 * (2 * rows - 1)).toBeLessThanOrEqual(height);
        }
      }
    }
  });

  it('drops labels that would be taller than the maps', () => {
    const { side, hasLabels } = fitGrid({ numHeads: 64 }, { ...room, height: 100 });
    expect(hasLabels).toBe(false);
    expect(side).toBeGreaterThan(0);
  });

  it('keeps what heads do where there is room for that, and not for the names of bands', () => {
    const fits = [200, 130, 80].map((height) => fitGrid({ numHeads: 16 }, { ...room, height, note: 18 }));
    expect(fits.map(({ hasLabels, hasNotes }) => [hasLabels, hasNotes])).toEqual([
      [true, true],
      [false, true],
      [false, false],
    ]);
  });

  it('shows nothing rather than something negative where there is no room', () => {
    expect(fitGrid({ numHeads: 16 }, { ...room, width: 10, height: 10 }).side).toBe(0);
  });
});
