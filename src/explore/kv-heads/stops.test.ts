import { expect, it } from 'vitest';
import { SHIPPED_MODELS } from '../../catalog/shippedModels.ts';
import { kvStops } from './stops.ts';

it('names both ends, and gives each stop its share of the cache', () => {
  expect(kvStops(8, 'random').map(({ kvHeads, end, cacheShare }) => [kvHeads, end, cacheShare])).toEqual([
    [1, 'MQA', 1 / 8],
    [2, null, 1 / 4],
    [4, null, 1 / 2],
    [8, 'MHA', 1],
  ]);
});

it('names no end where one head is all three', () => {
  expect(kvStops(1, 'random')).toMatchObject([{ kvHeads: 1, end: null, cacheShare: 1 }]);
});

it('knows the measured loss of shipped models alone', () => {
  for (const weights of ['random', 'own'] as const)
    expect(kvStops(16, weights).map(({ loss, isStuck }) => [loss, isStuck])).toEqual(Array(5).fill([undefined, false]));
  for (const { loss } of kvStops(16, 'trained')) {
    expect(loss?.mean).toBeGreaterThan(0.1);
    expect(loss?.min).toBeLessThanOrEqual(loss?.max ?? 0);
  }
});

it('marks the stops whose shipped model got stuck', () => {
  const stuck = kvStops(16, 'trained').filter(({ isStuck }) => isStuck);
  expect(stuck.map(({ kvHeads }) => kvHeads)).toEqual([...SHIPPED_MODELS.stuck].sort((a, b) => a - b));
});
