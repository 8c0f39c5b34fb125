import { expect, it } from 'vitest';
import { differenceStride, headDifference, LARGEST_CELLS, largestOf } from './headDifference.ts';

const sizes = { numHeads: 1, sequenceLength: 3, causal: true };
const of = Float32Array.of(1, 0, 0, 0.5, 0.5, 0, 0.25, 0.25, 0.5);
const from = Float32Array.of(1, 0, 0, 0.75, 0.25, 0, 0.5, 0.5, 0);

it('takes one map from another and gives the mean total variation of the rows that tell', () => {
  const { cells, meanDistance } = headDifference(0, of, from, sizes);
  expect([...cells]).toEqual([0, 0, 0, -0.25, 0.25, 0, -0.25, -0.25, 0.5]);
  // Row 1: ½ · 0.5; row 2: ½ · 1. Row 0 has one visible key and does not count.
  expect(meanDistance).toBe((0.25 + 0.5) / 2);
});

it('counts every row where nothing is masked', () => {
  expect(headDifference(0, of, from, { ...sizes, causal: false }).meanDistance).toBe((0 + 0.25 + 0.5) / 3);
});

it('names the cells that differ most with both weights, the most first, and none that are equal', () => {
  const { largest } = headDifference(4, of, from, sizes);
  expect(largest[0]).toEqual({ queryHead: 4, queryPosition: 2, keyPosition: 2, of: 0.5, from: 0 });
  // The rest differ as much: in reading order.
  expect(largest.slice(1).map((cell) => [cell.queryPosition, cell.keyPosition])).toEqual([
    [1, 0],
    [1, 1],
    [2, 0],
    [2, 1],
  ]);
});

it('finds nothing in equal maps, and nothing in one token', () => {
  expect(headDifference(0, of, of, sizes)).toMatchObject({ meanDistance: 0, largest: [] });
  const one = Float32Array.of(1);
  expect(headDifference(0, one, one, { ...sizes, sequenceLength: 1 })).toEqual({
    meanDistance: 0,
    cells: new Float32Array(1),
    largest: [],
  });
});

it('keeps the sign of the largest difference of each block of a long text', () => {
  const sequenceLength = 130;
  expect(differenceStride(sequenceLength)).toBe(2);
  const flat = new Float32Array(sequenceLength ** 2);
  const bumped = flat.slice();
  // One block has a small gain and a large loss.
  bumped[128 * sequenceLength + 4] = 0.125;
  const lowered = flat.slice();
  lowered[129 * sequenceLength + 5] = 0.5;
  const { cells } = headDifference(0, bumped, lowered, { numHeads: 1, sequenceLength, causal: true });
  expect(cells).toHaveLength(65 * 65);
  expect(cells[64 * 65 + 2]).toBe(-0.5);
  expect(cells.filter((cell) => cell !== 0)).toHaveLength(1);
});

it('keeps the ten largest of all, whatever the order they come in', () => {
  const sequenceLength = 8;
  const p = Float32Array.from({ length: 64 }, (_, cell) => ((cell * 37) % 64) / 64);
  const { largest } = headDifference(0, p, new Float32Array(64), { numHeads: 1, sequenceLength, causal: false });
  expect(largest.map((cell) => cell.of * 64)).toEqual([63, 62, 61, 60, 59, 58, 57, 56, 55, 54]);
});

it('ranks the cells of all heads together, the earlier head first where they are equal', () => {
  const cell = (queryHead: number, weight: number) => ({
    queryHead,
    queryPosition: 1,
    keyPosition: 0,
    of: weight,
    from: 0,
  });
  expect(largestOf([[cell(0, 0.5), cell(0, 0.25)], [cell(1, 0.5)]])).toEqual([
    cell(0, 0.5),
    cell(1, 0.5),
    cell(0, 0.25),
  ]);
  expect(largestOf([Array.from({ length: 20 }, () => cell(0, 0.5))])).toHaveLength(LARGEST_CELLS);
});
