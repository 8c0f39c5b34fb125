import { expect, it } from 'vitest';
import { reachOf } from './reach.ts';

/** One head's map of 4 tokens: the diagonal, and these cells. */
function mapWith(...cells: readonly (readonly [query: number, key: number])[]): Float32Array {
  const map = new Float32Array(16);
  for (let token = 0; token < 4; token++) map[token * 5] = 1;
  for (const [query, key] of cells) map[query * 4 + key] = 0.1;
  return map;
}

it('is how far the farthest weight is from its query, before it and after it', () => {
  for (const [query, key] of [
    [1, 0],
    [2, 0],
    [3, 0],
    [3, 2],
  ] as const)
    expect(reachOf(mapWith([query, key]), 4)).toEqual({ back: query - key, ahead: 0 });
  for (const [query, key] of [
    [0, 1],
    [0, 3],
    [2, 3],
    [1, 3],
  ] as const)
    expect(reachOf(mapWith([query, key]), 4)).toEqual({ back: 0, ahead: key - query });
  expect(reachOf(mapWith([0, 1], [3, 1], [2, 3]), 4)).toEqual({ back: 2, ahead: 1 });
});

it('is that of all heads', () => {
  const two = Float32Array.of(...mapWith([2, 0]), ...mapWith([0, 1]));
  expect(reachOf(two, 4)).toEqual({ back: 2, ahead: 1 });
  expect(reachOf(mapWith([1, 0]), 4, { back: 2, ahead: 3 })).toEqual({ back: 2, ahead: 3 });
});

it('is no farther than the token itself in a map of one, and in a diagonal', () => {
  expect(reachOf(Float32Array.of(1), 1)).toEqual({ back: 0, ahead: 0 });
  expect(reachOf(mapWith(), 4)).toEqual({ back: 0, ahead: 0 });
});
