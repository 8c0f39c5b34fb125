import { describe, expect, it } from 'vitest';
import { bandLabel, columnsIn, gridLayout } from './gridLayout.ts';

describe('gridLayout', () => {
  it('gives each map of MHA a band of its own, 8 in a row', () => {
    const { columns, rows, bands } = gridLayout({ numHeads: 16, numKvHeads: 16 });
    expect([columns, rows, bands.length]).toEqual([8, 2, 16]);
    expect(bands.map(bandLabel).slice(0, 2)).toEqual(['KV 0', 'KV 1']);
    expect(bands[11]).toEqual({ kvHead: 11, queries: null, row: 1, column: 3, rowSpan: 1, columnSpan: 1 });
  });

  it('puts two groups of four side by side', () => {
    const { bands } = gridLayout({ numHeads: 16, numKvHeads: 4 });
    expect(bands.map((band) => [bandLabel(band), band.row, band.column, band.columnSpan])).toEqual([
      ['KV 0 · Q 0–3', 0, 0, 4],
      ['KV 1 · Q 4–7', 0, 4, 4],
      ['KV 2 · Q 8–11', 1, 0, 4],
      ['KV 3 · Q 12–15', 1, 4, 4],
    ]);
  });

  it('spans rows where a group is larger than a row', () => {
    expect(gridLayout({ numHeads: 64, numKvHeads: 1 }).bands).toEqual([
      { kvHead: 0, queries: 'Q 0–63', row: 0, column: 0, rowSpan: 8, columnSpan: 8 },
    ]);
  });

  it('puts half as many in a row where the grid is too narrow for eight', () => {
    expect([300, 241, 239, 180].map((width) => columnsIn(width, 16))).toEqual([8, 8, 4, 4]);
    expect(columnsIn(180, 2)).toBe(2);
  });

  it('keeps few heads in one row', () => {
    expect(gridLayout({ numHeads: 6, numKvHeads: 3 })).toMatchObject({ columns: 6, rows: 1 });
    expect(gridLayout({ numHeads: 1, numKvHeads: 1 })).toMatchObject({ columns: 1, rows: 1 });
  });

  it.each([
    [12, 4],
    [18, 2],
    [20, 2],
    [64, 4],
    [6, 3],
  ])('covers each of %i heads over %i KV heads with exactly one band', (numHeads, numKvHeads) => {
    const { columns, bands } = gridLayout({ numHeads, numKvHeads });
    const owners = Array.from({ length: numHeads }, () => [] as number[]);
    for (const band of bands) {
      for (let row = band.row; row < band.row + band.rowSpan; row++) {
        for (let column = band.column; column < band.column + band.columnSpan; column++) {
          owners[row * columns + column]?.push(band.kvHead);
        }
      }
    }
    expect(owners).toEqual(owners.map((_, head) => [Math.floor(head / (numHeads / numKvHeads))]));
  });
});
