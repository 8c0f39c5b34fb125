import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../facts/settings.ts';
import { createAppStore } from '../store.ts';
import { memoryStorage } from '../testing/testDoubles.ts';
import { selectAverages } from './averages.ts';

const averagesOf = (settings: Partial<Settings>) =>
  selectAverages(createAppStore({ storage: memoryStorage, settings: { ...DEFAULT_SETTINGS, ...settings } }).getState());

it('tells by how much a mean of random keys is shorter than they are', () => {
  expect(averagesOf({ numHeads: 16, numKvHeads: 4 })).toEqual({ gqa: 2, mqa: 4 });
  expect(averagesOf({ numHeads: 16, numKvHeads: 16 })).toEqual({ gqa: 1, mqa: 4 });
});

it('tells nothing where no keys are averaged', () => {
  expect(averagesOf({ kvRule: 'rescaled' })).toBeNull();
  expect(averagesOf({ kvRule: 'independent' })).toBeNull();
  expect(averagesOf({ numHeads: 1, numKvHeads: 1 })).toBeNull();
});
