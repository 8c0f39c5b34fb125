import { expect, it } from 'vitest';
import type { Maps } from '../cells/maps.ts';
import { colorTable } from './colorTables.ts';
import { paintMap } from './paintMap.ts';

const table = colorTable('viridis', 'light');

/** Paints one head and returns [r, g, b, a] for each cell. */
function painted(weights: number[], side: number, queryHead = 0, causal = false): number[][] {
  const maps: Maps = {
    shortName: 'MHA',
    numHeads: Math.ceil(weights.length / side ** 2),
    numKvHeads: 1,
    sequenceLength: side,
    stride: 1,
    side,
    cells: Float32Array.from(weights),
    causal,
  };
  const pixels = new Uint32Array(side ** 2);
  paintMap(pixels, maps, queryHead, table);
  const bytes = [...new Uint8Array(pixels.buffer)];
  return Array.from(pixels, (_, cell) => bytes.slice(4 * cell, 4 * cell + 4));
}
const entry = (index: number) => [...table.slice(4 * index, 4 * index + 4)];

it('maps a weight to entry round(255·√weight) of the table', () => {
  expect(painted([0, 0.04, 0.25, 1], 2)).toEqual([entry(0), entry(51), entry(128), entry(255)]);
});

it('paints the head that is asked for, rows down and keys across', () => {
  expect(painted([0, 0, 0, 0, 1, 0, 0.25, 0], 2, 1)).toEqual([entry(255), entry(0), entry(128), entry(0)]);
});

it('leaves masked cells transparent, which is not the colour of 0', () => {
  const clear = [0, 0, 0, 0];
  expect(painted([1, 0, 0, 0, 1, 0, 0, 0, 1], 3, 0, true)).toEqual([
    entry(255),
    clear,
    clear,
    entry(0),
    entry(255),
    clear,
    entry(0),
    entry(0),
    entry(255),
  ]);
});

it('paints one token', () => {
  expect(painted([1], 1, 0, true)).toEqual([entry(255)]);
});

it('takes a weight a hair above 1 for 1', () => {
  expect(painted([1.000001], 1)).toEqual([entry(255)]);
});

it('paints what is not a weight in magenta instead of throwing', () => {
  const magenta = [255, 0, 255, 255];
  expect(painted([Number.NaN, -0.5, 0, 1], 2)).toEqual([magenta, magenta, entry(0), entry(255)]);
});

it('refuses weights of another size, naming both', () => {
  expect(() => painted([1, 0, 0], 2)).toThrow('4 pixels and 3 weights do not fit');
});
