import { expect, test } from 'vitest';
import { cellColor } from '../color/cellColor.ts';
import { colorTable } from '../color/colorTables.ts';
import { smallPixels } from './smallPixels.ts';

const TABLE = colorTable('ink', 'light');
const color = (weight: number) => cellColor(weight, new Uint32Array(TABLE.buffer));

test('with as many pixels as cells each weight has its colour, and masked cells are clear', () => {
  const cells = Float32Array.of(1, 0, 0.25, 0.75);
  expect([...smallPixels(cells, 2, 2, true, TABLE)]).toEqual([color(1), 0, color(0.25), color(0.75)]);
  expect([...smallPixels(cells, 2, 2, false, TABLE)]).toEqual([color(1), color(0), color(0.25), color(0.75)]);
});

test('with more pixels a cell has several, with fewer a thin line stays', () => {
  const large = [...smallPixels(Float32Array.of(1, 0, 0.25, 0.75), 2, 4, false, TABLE)];
  expect(large.slice(0, 4)).toEqual([color(1), color(1), color(0), color(0)]);
  expect(large.slice(12)).toEqual([color(0.25), color(0.25), color(0.75), color(0.75)]);
  const cells = new Float32Array(16);
  cells[13] = 0.5;
  expect([...smallPixels(cells, 4, 2, false, TABLE)]).toEqual([color(0), color(0), color(0.5), color(0)]);
});
