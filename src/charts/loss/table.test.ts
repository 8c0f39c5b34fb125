import { expect, it } from 'vitest';
import { lossSentence } from './points.ts';
import { lossTable } from './table.ts';

const point = { numKvHeads: 4, cacheBytes: 1_048_576, median: 0.91234, least: 0.8, most: 1.05, count: 3 };

it('has a row for each number of KV heads', () => {
  const table = lossTable([point]);
  expect(table.caption).toBe('Loss on held-out sequences (nats), and KV cache of 1,024 tokens');
  expect(table.columns).toEqual(['KV heads', 'KV cache (B)', 'median loss', 'least', 'most', 'seeds']);
  expect(table.rows).toEqual([[4, 1_048_576, 0.91234, 0.8, 1.05, 3]]);
});

it('says a point in a sentence, with the range where there is one', () => {
  expect(lossSentence(point)).toBe('4 KV heads: 1 MiB of cache, loss 0.912; 3 seeds, from 0.800 to 1.050');
  expect(lossSentence({ ...point, count: 1 })).toBe('4 KV heads: 1 MiB of cache, loss 0.912');
});
