import { expect, it } from 'vitest';
import { cellReading, rankText } from './cellReading.ts';

const map = { sequenceLength: 2, causal: true, weights: Float32Array.of(1, 0, 0.25, 0.75) };

it('reads the weight, its rank among the visible keys and the sum of its row', () => {
  expect(cellReading(map, { queryPosition: 1, keyPosition: 0 })).toEqual({
    weight: '0.250',
    rank: 'rank 2 of 2 visible keys',
    sum: 'its row adds up to 1.00',
  });
});

it('says that a masked cell is masked, never 0', () => {
  expect(cellReading(map, { queryPosition: 0, keyPosition: 1 })).toEqual({
    weight: 'masked',
    rank: 'a later token, which this query must not see',
    sum: 'its row adds up to 1.00',
  });
});

it('says with how many others a weight shares its rank', () => {
  expect(rankText({ rank: 1, ties: 1, visible: 10 })).toBe('rank 1 of 10 visible keys, level with 1 other');
  expect(rankText({ rank: 3, ties: 2, visible: 10 })).toBe('rank 3 of 10 visible keys, level with 2 others');
  expect(rankText({ rank: 1, ties: 0, visible: 1 })).toBe('the only visible key');
});
