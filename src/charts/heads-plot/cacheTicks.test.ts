import { expect, it } from 'vitest';
import { cacheTicks } from './cacheTicks.ts';

it('prints the caches below an axis in one unit, that of the largest', () => {
  const bytes = [16_128, 64_512, 258_048];
  const marks = bytes.map((cacheBytes, index) => ({ at: 200 * index, label: `${4 ** index} KV`, cacheBytes }));
  expect(cacheTicks(marks, 10).map(({ under }) => under)).toEqual(['15.75 KiB', '63 KiB', '252 KiB']);
});
