import { expect, it } from 'vitest';
import type { DifferenceMaps } from './differenceMaps.ts';
import { DIFFERENCE_COLORS } from './differenceScale.ts';
import { paintDifference } from './paintDifference.ts';

const LAST = DIFFERENCE_COLORS - 1;
/** Each entry's word is its own index, plus one: 0 is masked. */
const colors = Uint32Array.from({ length: DIFFERENCE_COLORS }, (_, index) => index + 1);
const maps: DifferenceMaps = {
  of: 'gqa',
  from: 'mha',
  numHeads: 2,
  sequenceLength: 2,
  causal: true,
  stride: 1,
  side: 2,
  cells: Float32Array.of(0, 0, 0, 0, 0, 0, 1, -0.25),
  sign: 1,
  meanDistances: new Float64Array(2),
  largest: [],
  largestOverall: [],
};

function paint(patch: Partial<DifferenceMaps>): number[] {
  const pixels = new Uint32Array(4).fill(7);
  paintDifference(pixels, { ...maps, ...patch }, 1, colors);
  return [...pixels];
}

it('paints the difference of one head, and nothing where the mask hides the key', () => {
  expect(paint({})).toEqual([LAST / 2 + 1, 0, LAST + 1, Math.round(LAST / 4) + 1]);
});

it('turns the colours around with the order of the mechanisms', () => {
  expect(paint({ sign: -1 }).slice(2)).toEqual([1, Math.round((3 * LAST) / 4) + 1]);
});

it('paints every cell where nothing is masked', () => {
  expect(paint({ causal: false })[1]).toBe(LAST / 2 + 1);
});
