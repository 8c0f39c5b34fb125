import { expect, it } from 'vitest';
import { cacheBytes } from '../../attention/cost/cacheBytes.ts';
import { costModelOf } from '../../catalog/models/cachePlan.ts';
import { MODELS, modelById } from '../../catalog/models/models.ts';
import { arithmeticLines } from './lines.ts';

const planOf = (id: string) => {
  const entry = modelById(id);
  if (!entry) throw new Error(`The catalog has no ${id}.`);
  return costModelOf(entry).plan;
};
const bf16 = { type: 'bf16' } as const;
const linesOf = (id: string, tokens = 8_192) => arithmeticLines(planOf(id), bf16, tokens, 2).lines;

it('has the published figure of Llama-3 8B with the numbers that make it', () => {
  expect(linesOf('llama-3-8b')).toEqual([
    {
      layers: '32 layers, full attention',
      formula: '2 × 32 × 8 × 128 × 2 B',
      tokenBytes: 131_072n,
      tokens: '8,192',
      sequenceBytes: 2n ** 30n,
      batchBytes: 2n ** 31n,
    },
  ]);
});

it('counts MLA once, and a window’s tokens alone', () => {
  expect(linesOf('deepseek-v3')[0]).toMatchObject({ formula: '61 × 576 × 2 B', tokenBytes: 70_272n });
  expect(linesOf('mistral-7b-v0-1', 32_768)[0]).toMatchObject({
    layers: '32 layers, sliding window of 4,096 tokens',
    tokens: 'the last 4,096',
    sequenceBytes: 2n ** 29n,
  });
});

it('adds keys and values of different widths, and the bytes that int4 does not fill', () => {
  const plan = {
    ...planOf('llama-3-8b'),
    layers: [{ kind: 'full', count: 2, kvHeads: 3, headDimK: 7, headDimV: 8, window: null }],
  } as const;
  expect(arithmeticLines(plan, { type: 'int4' }, 10, 1).lines[0]).toMatchObject({
    formula: '2 × 3 × (7 + 8) × 0.5 B + 3 B',
    tokenBytes: 48n,
  });
});

it('sums to the cache’s bytes for every model of the catalog', () => {
  for (const entry of MODELS) {
    const { plan } = costModelOf(entry);
    const { lines, sequenceBytes, batchBytes } = arithmeticLines(plan, bf16, 10_000, 3);
    const sum = (of: 'sequenceBytes' | 'batchBytes') => lines.reduce((total, line) => total + line[of], 0n);
    expect([entry.name, sum('sequenceBytes'), sum('batchBytes')]).toEqual([entry.name, sequenceBytes, batchBytes]);
    expect(batchBytes).toBe(cacheBytes(plan, bf16, { tokens: 10_000, sequences: 3 }).total);
  }
});
