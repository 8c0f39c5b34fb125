import { expect, test } from 'vitest';
import { seededRecording } from '../../attention/testing/seededRecording.ts';
import { layerAbsent, sizesText } from './columnWords.ts';

test('sizes are said as Explore says them', () => {
  expect(sizesText({ numHeads: 9, numKvHeads: 3 })).toBe('9 query heads → 3 KV');
  expect(sizesText({ numHeads: 1, numKvHeads: 1 })).toBe('1 query head → 1 KV');
});

test.each([
  [[7], 'it has layer 7 alone.'],
  [[0, 4, 8], 'it has layers 0, 4 and 8.'],
  [[...Array(30).keys()], 'it has 30 layers, from 0 to 29.'],
])('a recording without the layer says which it has: %j', (layers, end) => {
  expect(layerAbsent(seededRecording({ layers }))).toBe(`This recording does not have this layer: ${end}`);
});
