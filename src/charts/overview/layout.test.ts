import { expect, test } from 'vitest';
import { headX, overviewLayout, placeAt, runsOf } from './layout.ts';
import type { OverviewRow } from './overviewProps.ts';

const rowsOf = (layers: number, numHeads: number, numKvHeads: number): OverviewRow[] =>
  Array.from({ length: layers }, (_, layer) => ({ layer, numHeads, numKvHeads, maps: null, failed: false }));

test('all maps fit the width, groups of a KV head apart from each other', () => {
  const rows = rowsOf(30, 9, 3);
  const layout = overviewLayout(rows, 200, 900, 11);
  expect(layout.width).toBeLessThanOrEqual(200);
  expect(layout.height).toBeLessThanOrEqual(900);
  const [heads] = rows;
  const x = (head: number) => headX(layout, heads as OverviewRow, head);
  expect(x(1) - x(0)).toBe(layout.side + 1);
  expect(x(3) - x(2)).toBe(layout.side + 3);
});

test('where each head has a KV head of its own, none stand apart', () => {
  const rows = rowsOf(2, 12, 12);
  const layout = overviewLayout(rows, 300, 900, 11);
  expect(headX(layout, rows[0] as OverviewRow, 5)).toBe(5 * layout.pitch);
});

test('few maps are no larger than they can say anything, and 48 layers of 64 heads fit a phone', () => {
  expect(overviewLayout(rowsOf(1, 1, 1), 1000, 900, 11).side).toBe(40);
  const phone = overviewLayout(rowsOf(48, 64, 8), 340, 400, 11);
  expect(phone.width).toBeLessThanOrEqual(340);
  expect(phone.side).toBe(3);
});

test('in a low room maps stay large enough to be hit', () => {
  expect(overviewLayout(rowsOf(48, 12, 12), 600, 100, 11).side).toBe(7);
});

test('the place under a point is the map that is there, and beyond the edge the last', () => {
  const rows = [...rowsOf(1, 6, 2), ...rowsOf(1, 2, 1)];
  const layout = overviewLayout(rows, 300, 900, 11);
  for (const [row, heads] of rows.entries())
    for (let head = 0; head < heads.numHeads; head++) {
      const x = headX(layout, heads, head);
      for (const at of [x, x + layout.side - 0.5])
        expect(placeAt(layout, rows, at, row * layout.pitch + 1)).toEqual({ row, head });
    }
  expect(placeAt(layout, rows, 999, 999)).toEqual({ row: 1, head: 1 });
  expect(placeAt(layout, rows, -5, -5)).toEqual({ row: 0, head: 0 });
});

test('rows with the same heads have their bands together', () => {
  expect(runsOf([...rowsOf(2, 8, 2), ...rowsOf(1, 8, 4), ...rowsOf(1, 8, 2)])).toEqual([
    { first: 0, count: 2, numHeads: 8, numKvHeads: 2 },
    { first: 2, count: 1, numHeads: 8, numKvHeads: 4 },
    { first: 3, count: 1, numHeads: 8, numKvHeads: 2 },
  ]);
});
