import { expect, it } from 'vitest';
import { groupBoxes } from './groupBoxes.ts';

const shape = { numHeads: 4, numKvHeads: 2 };

it('is one square a group where heads stand by group', () => {
  expect(groupBoxes([0, 1, 2, 3], shape)).toEqual([
    { kvHead: 0, x: 0, y: 0, width: 2, height: 2 },
    { kvHead: 1, x: 2, y: 2, width: 2, height: 2 },
  ]);
});

it('is a box for each stretch of a group with each other where its heads stand apart', () => {
  const boxes = groupBoxes([0, 2, 1, 3], shape);
  expect(boxes.filter(({ kvHead }) => kvHead === 0)).toEqual([
    { kvHead: 0, x: 0, y: 0, width: 1, height: 1 },
    { kvHead: 0, x: 2, y: 0, width: 1, height: 1 },
    { kvHead: 0, x: 0, y: 2, width: 1, height: 1 },
    { kvHead: 0, x: 2, y: 2, width: 1, height: 1 },
  ]);
  expect(boxes.reduce((cells, { width, height }) => cells + width * height, 0)).toBe(8);
});

it('is the whole matrix in MQA, and nothing in MHA', () => {
  expect(groupBoxes([0, 1, 2, 3], { numHeads: 4, numKvHeads: 1 })).toEqual([
    { kvHead: 0, x: 0, y: 0, width: 4, height: 4 },
  ]);
  expect(groupBoxes([0, 1, 2, 3], { numHeads: 4, numKvHeads: 4 })).toEqual([]);
});
