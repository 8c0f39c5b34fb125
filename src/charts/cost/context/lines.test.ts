import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CachePlan } from '../../../attention/cost/cachedLayers.ts';
import { crossingOf } from './lines.ts';
import { planLine } from './testing/planLine.ts';

const layers = (kind: 'full' | 'sliding', count: number, kvHeads: number, window: number | null) =>
  ({ kind, count, kvHeads, headDimK: 4, headDimV: 4, window }) as const;
const planOf = (kvHeads: number, window: number): CachePlan => ({
  kind: 'decoder',
  layers: [layers('full', 1, kvHeads, null), layers('sliding', 5, kvHeads, window)],
  crossAttention: null,
  indexer: null,
});
const lineOf = (plan: CachePlan, sequences = 1) =>
  planLine({ name: 'MHA', accent: 'mha', plan, format: { type: 'bf16' }, sequences });

it('crosses the ceiling where counting token by token does', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 20_000 }),
      (kvHeads, window, sequences, ceiling) => {
        const line = lineOf(planOf(kvHeads, window), sequences);
        let tokens = 0;
        while (line.bytesAt(tokens + 1) <= BigInt(ceiling)) tokens++;
        expect(crossingOf(line, BigInt(ceiling))).toBe(tokens);
      },
    ),
    { seed: 13, numRuns: 100 },
  );
});

it('never crosses the ceiling if it stops growing below it', () => {
  const plan: CachePlan = { ...planOf(2, 8), layers: [layers('sliding', 5, 2, 8)] };
  const full = lineOf(plan).bytesAt(8);
  expect(crossingOf(lineOf(plan), full)).toBeNull();
  expect(crossingOf(lineOf(plan), full - 1n)).toBe(7);
});

it('is above a ceiling below nothing from the start', () => {
  expect(crossingOf(lineOf(planOf(2, 8)), -1n)).toBe(-1);
});

it('bends at its windows, once at each, and is exact on both sides', () => {
  const plan: CachePlan = { ...planOf(2, 8), layers: [...planOf(2, 8).layers, layers('sliding', 1, 2, 8)] };
  const { kinks, bytesAt } = lineOf(plan);
  expect(kinks).toEqual([8]);
  expect(bytesAt(8) - bytesAt(7)).toBe(7n * 32n);
  expect(bytesAt(9) - bytesAt(8)).toBe(32n);
});
