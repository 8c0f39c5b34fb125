import { expect, test } from 'vitest';
import { MODELS } from './models.ts';
import { ASIDE_REASONS, timelineOf } from './timeline.ts';

const { points, aside } = timelineOf(MODELS);

test('every model is either a point or aside, once', () => {
  const ids = [...points, ...aside].map(({ id }) => id);
  expect(new Set(ids).size).toBe(MODELS.length);
  expect(ids).toHaveLength(MODELS.length);
});

test('a point stands at its year and its queries per KV head', () => {
  expect(points.find(({ name }) => name === 'Llama-2 70B')).toEqual({
    ...{ id: 'llama-2-70b', name: 'Llama-2 70B', year: 2023, groupSize: 8 },
    ...{ sharing: 'GQA', varies: false, keepsCache: true },
  });
  expect(points.find(({ name }) => name === 'Falcon-7B')).toMatchObject({ groupSize: 71, sharing: 'MQA' });
  expect(points.find(({ name }) => name === 'BERT-base')).toMatchObject({ groupSize: 1, keepsCache: false });
});

test('a model with several numbers of KV heads stands at that of its full layers, and says so', () => {
  expect(points.find(({ name }) => name === 'MiMo-V2-Flash')).toMatchObject({ groupSize: 16, varies: true });
  expect(points.find(({ name }) => name === 'DeciLM 7B')).toMatchObject({ groupSize: 8, varies: true });
  expect(points.find(({ name }) => name === 'Gemma 3 27B')).toMatchObject({ groupSize: 2, varies: false });
});

test('MLA and models without attention have no number of queries per KV head', () => {
  const why = (name: string) => aside.find((model) => model.name === name)?.why;
  expect(why('DeepSeek-V3')).toBe('MLA');
  expect(why('Mamba 130M')).toBe('no attention');
  expect(aside).toHaveLength(11);
  for (const { why } of aside) expect(ASIDE_REASONS[why]).toMatch(/^[A-Z].*\.$/);
});

test('points come by year, group size and name, so that those at one place are neighbours', () => {
  const keys = points.map(({ year, groupSize, name }) => [year, groupSize, name] as const);
  for (const [index, [year, size, name]] of keys.entries()) {
    const next = keys[index + 1];
    if (next === undefined) break;
    const order = next[0] - year || next[1] - size || (next[2] > name ? 1 : -1);
    expect(order, name).toBeGreaterThan(0);
  }
  expect(points.every(({ groupSize }) => Number.isInteger(groupSize))).toBe(true);
});
