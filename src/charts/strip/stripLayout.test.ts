import { expect, test } from 'vitest';
import { cellAt, cellFigure, layOutStrip } from './stripLayout.ts';

test('keeps a few cells in one row, no wider than they need to be', () => {
  expect(layOutStrip(16, 560)).toMatchObject({ columns: 16, rows: 1, cellWidth: 28, height: 16 });
});

test('breaks many cells into equal rows, each wide enough to point at', () => {
  const layout = layOutStrip(1024, 560);
  expect(layout).toMatchObject({ columns: 128, rows: 8 });
  expect(layout.cellWidth).toBeGreaterThanOrEqual(4);
});

test('finds the cell under a point, and none beyond the last', () => {
  const layout = layOutStrip(10, 16);
  expect(layout).toMatchObject({ columns: 4, rows: 3 });
  expect(cellAt(1, 1, 10, layout)).toBe(0);
  expect(cellAt(13, 25, 10, layout)).toBe(7);
  expect(cellAt(5, 45, 10, layout)).toBe(9);
  expect(cellAt(13, 45, 10, layout)).toBeUndefined();
  expect(cellAt(17, 1, 10, layout)).toBeUndefined();
});

test('gives few cells the width that their numbers need, in more rows if need be', () => {
  expect(layOutStrip(16, 560).hasFigures).toBe(true);
  expect(layOutStrip(16, 250)).toMatchObject({ columns: 8, rows: 2, cellWidth: 28, hasFigures: true });
  expect(layOutStrip(17, 560).hasFigures).toBe(false);
});

test('prints a number in at most five characters, and nothing rather than a cut one', () => {
  const figures = [8.44, -8.44, 0.1234, -0.1234, 24.76, -123.4, 0.0012, 0.996, 9.96, 1234, Number.NaN].map(cellFigure);
  expect(figures).toEqual(['8.4', '−8.4', '.12', '−.12', '25', '−123', '0', '1.0', '10', '', '']);
});
