import { expect, test } from 'vitest';
import { nextPlace } from './navigation.ts';
import type { OverviewRow } from './overviewProps.ts';

const row = (layer: number, numHeads: number): OverviewRow => ({
  ...{ layer, numHeads, numKvHeads: 1, maps: null, failed: false },
});
const ROWS = [row(0, 4), row(1, 2), row(2, 4)];

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowLeft', 0, 0],
  ['ArrowUp', 0, 0],
  ['ArrowDown', 1, 0],
  ['End', 0, 3],
  ['PageDown', 2, 0],
])('%s leads from the first head of the first layer to layer %i, head %i', (key, toRow, head) => {
  expect(nextPlace(key, { row: 0, head: 0 }, ROWS)).toEqual({ row: toRow, head });
});

test('nothing leads out of the picture, and a layer with fewer heads takes its last', () => {
  expect(nextPlace('ArrowRight', { row: 1, head: 1 }, ROWS)).toEqual({ row: 1, head: 1 });
  expect(nextPlace('ArrowDown', { row: 2, head: 3 }, ROWS)).toEqual({ row: 2, head: 3 });
  expect(nextPlace('ArrowDown', { row: 0, head: 3 }, ROWS)).toEqual({ row: 1, head: 1 });
  expect(nextPlace('Home', { row: 2, head: 3 }, ROWS)).toEqual({ row: 2, head: 0 });
  expect(nextPlace('PageUp', { row: 2, head: 3 }, ROWS)).toEqual({ row: 0, head: 3 });
  expect(nextPlace('x', { row: 0, head: 0 }, ROWS)).toBeNull();
});
