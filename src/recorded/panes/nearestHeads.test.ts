import { expect, test } from 'vitest';
import { nearestHeads, nearestTable } from './nearestHeads.ts';

test('each head has the head that it is most alike, of another number of heads; the first of equal ones', () => {
  const nearest = nearestHeads(Float64Array.of(0.2, 0.9, 0.5, 0.7, 0.1, 0.7), 2);
  expect(nearest).toEqual([
    { queryHead: 1, likeness: 0.9 },
    { queryHead: 0, likeness: 0.7 },
  ]);
  expect(nearestTable('a', 'b', nearest).rows).toEqual([
    ['Q 0', 'Q 1', 0.9],
    ['Q 1', 'Q 0', 0.7],
  ]);
});
