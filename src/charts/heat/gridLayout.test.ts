import { describe, expect, it } from 'vitest';
import { bandLabel, columnsIn, gridLayout } from './gridLayout.ts';

describe('gridLayout', () => {
  it('gives each map of MHA a band of its own, 4 in a row', () => {
    const { columns, rows, bands } = gridLayout({ numHeads: 16, numKvHeads: 16 });
    expect([columns, rows, bands.length]).toEqual([4, 4, 16]);
    expect(bands.map(bandLabel).slice(0, 2)).toEqual(['KV 0', 'KV 1']);
    expect(bands[11]).toEqual({ kvHead: 11, queries: null, row: 2, column: 3, rowSpan: 1, columnSpan: 1 });
  });

  it('gives each of four groups a row', () => {
    const { bands } = gridLayout({ numHeads: 16, numKvHeads: 4 });
    expect(bands.map((band) => [bandLabel(band), band.row, band.column, band.columnSpan])).toEqual([
      ['KV 0 · Q 0–3', 0, 0, 4],
      ['KV 1 · Q 4–7', 1, 0, 4],
      ['KV 2 · Q 8–11', 2, 0, 4],
      ['KV 3 · Q 12–15', 3, 0, 4],
    ]);
  });

  it('spans rows where a group is larger than a row', () => {
    expect(gridLayout({ numHeads: 64, numKvHeads: 1 }).bands).toEqual([
      { kvHead: 0, queries: 'Q 0–63', row: 0, column: 0, rowSpan: 8, columnSpan: 8 },
    ]);
  });

  it('keeps up to 4 heads in one row, up to 16 in rows of 4, and more in rows of 8', () => {
    expect([1, 2, 4, 5, 8, 16, 17, 32, 64].map(columnsIn)).toEqual([1, 2, 4, 4, 4, 4, 8, 8, 8]);
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
