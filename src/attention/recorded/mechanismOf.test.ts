import { expect, test } from 'vitest';
import { mechanismOf } from './mechanismOf.ts';

test.each([
  [12, 12, 'mha'],
  [9, 3, 'gqa'],
  [71, 1, 'mqa'],
  [1, 1, 'mha'],
] as const)('%i query heads on %i KV heads are %s', (numHeads, numKvHeads, mechanism) => {
  expect(mechanismOf({ numHeads, numKvHeads })).toBe(mechanism);
});
