import { expect, it } from 'vitest';
import type { WeightsChoice } from '../../state/facts/settings.ts';
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
    expect(loss?.median).toBeGreaterThan(0.1);
    expect(loss?.least).toBeLessThanOrEqual(loss?.most ?? 0);
  }
});

it('marks the stops whose shipped model got stuck', () => {
  const stuckOf = (weights: WeightsChoice) =>
    kvStops(16, weights, [2, 8]).flatMap(({ kvHeads, isStuck }) => (isStuck ? [kvHeads] : []));
  expect(stuckOf('trained')).toEqual([2, 8]);
  expect(stuckOf('random')).toEqual([]);
});
