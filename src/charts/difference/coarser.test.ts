import { expect, it } from 'vitest';
import { blocksPerPixel, coarser } from './coarser.ts';
import type { DifferenceMaps } from './differenceMaps.ts';

const maps: DifferenceMaps = {
  of: 'gqa',
  from: 'mha',
  numHeads: 2,
  sequenceLength: 6,
  causal: false,
  stride: 2,
  side: 3,
  cells: Float32Array.of(0.1, -0.2, 0, 0, 0.1, 0.3, 0, 0, -0.4, 0, 0, 0, 0, 0, 0, 0.5, 0, 0),
  sign: 1,
  meanDistances: new Float64Array(2),
  largest: [],
  largestOverall: [],
};

it('keeps of each block the difference that is largest in size, with its sign', () => {
  const { cells, side, stride } = coarser(maps, 2);
  expect([side, stride]).toEqual([2, 4]);
  expect(cells).toEqual(Float32Array.of(-0.2, 0.3, 0, -0.4, 0, 0, 0.5, 0));
});

it('leaves maps alone whose blocks all have a pixel', () => {
  expect(blocksPerPixel(128, 128)).toBe(1);
  expect(coarser(maps, 1)).toBe(maps);
});

it('joins as many blocks as share a pixel', () => {
  expect(blocksPerPixel(128, 60)).toBe(3);
  expect(blocksPerPixel(3, 0)).toBe(3);
  expect(coarser(maps, 3).cells).toEqual(Float32Array.of(-0.4, 0.5));
});
