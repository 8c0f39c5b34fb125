import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFormat, arbitraryPlan, planOf } from '../../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import { cacheBytes } from '../cacheBytes.ts';
import {
  checkTensorParallel,
  headShards,
  kvHeadsPerGpu,
  planOfOneGpu,
  tensorParallelChoices,
} from './tensorParallel.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

describe('tensor parallelism', () => {
  test('gives each GPU its part of the KV heads, and one of them if there are too few', () => {
    expect([1, 2, 4, 8, 16, 32].map((size) => kvHeadsPerGpu(8, size))).toEqual([8, 4, 2, 1, 1, 1]);
    expect(kvHeadsPerGpu(0, 4)).toBe(0);
  });

  test('repeats heads on as many GPUs as there are for each', () => {
    const copies = [1, 8, 16, 32].map((size) => headShards(planOf({}), size)[0]?.copies);
    expect(copies).toEqual([1, 1, 2, 4]);
    const mqa = headShards(planOf({ kvHeads: 1 }), 8)[0];
    expect(mqa).toMatchObject({ kvHeadsPerGpu: 1, copies: 8 });
    expect(headShards(planOf({ kind: 'state', kvHeads: 0 }), 8)).toEqual([]);
  });

  test('gains MQA and MLA nothing on each GPU, and MHA its whole part', () => {
    const bytesOf = (layers: object, size: number) =>
      cacheBytes(planOfOneGpu(planOf(layers), size), { type: 'bf16' }, { tokens: 100 }).total;
    const mla = { kind: 'mla', kvHeads: 1, headDimK: 576, headDimV: 0 } as const;
    expect(bytesOf({ kvHeads: 1 }, 8)).toBe(bytesOf({ kvHeads: 1 }, 1));
    expect(bytesOf(mla, 8)).toBe(bytesOf(mla, 1));
    expect(bytesOf({ kvHeads: 32 }, 8) * 8n).toBe(bytesOf({ kvHeads: 32 }, 1));
  });

  test('keeps at least the whole cache on all GPUs together, and no more where every size divides', () => {
    const cases = fc.tuple(arbitraryPlan, arbitraryFormat, fc.constantFrom(1, 2, 4, 8, 16));
    fc.assert(
      fc.property(cases, ([plan, format, size]) => {
        const held = { tokens: 50, sourceTokens: 9 };
        const whole = cacheBytes(plan, format, held).total;
        const parts = cacheBytes(planOfOneGpu(plan, size), format, held).total * BigInt(size);
        expect(parts >= whole).toBe(true);
        const runs = [
          ...plan.layers.filter(({ kvHeads }) => kvHeads > 0),
          ...(plan.crossAttention ? [plan.crossAttention] : []),
        ];
        if (!plan.indexer && runs.every(({ kvHeads }) => kvHeads >= size)) expect(parts).toBe(whole);
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test.each([
    [{}, 32, 3, 'A tensor parallel size of 3 does not divide 32 query heads: use 1, 2, 4, 8, 16 or 32.'],
    [
      { kvHeads: 4 },
      12,
      6,
      'A tensor parallel size of 6 neither divides 4 KV heads nor is a multiple of that number: use 1, 2, 4 or 12.',
    ],
    [
      { kvHeads: 4 },
      null,
      6,
      'A tensor parallel size of 6 neither divides 4 KV heads nor is a multiple of that number.',
    ],
    [{ kvHeads: 1 }, 1, 2, 'A tensor parallel size of 2 does not divide 1 query head: use 1.'],
  ] as const)('is refused where vLLM would not start', (layers, queryHeads, size, reason) => {
    expect(checkTensorParallel(planOf(layers), queryHeads, size)).toEqual({ ok: false, reason });
  });

  test('is refused for the heads of a source, too', () => {
    const crossAttention = { layers: 4, kvHeads: 6, headDim: 64, sourceTokens: 1500 };
    expect(checkTensorParallel(planOf({ kvHeads: 4 }, { crossAttention }), null, 4).ok).toBe(false);
  });

  test('offers exactly the sizes that are not refused', () => {
    fc.assert(
      fc.property(
        arbitraryPlan,
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 64 }),
        (plan, heads, most) => {
          const sizes = Array.from({ length: most }, (_, index) => index + 1);
          const right = sizes.filter((size) => checkTensorParallel(plan, heads, size).ok);
          expect(tensorParallelChoices(plan, heads, most)).toEqual(right);
        },
      ),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
    expect(tensorParallelChoices(planOf({}), null, 20)).toEqual([1, 2, 4, 8, 16]);
  });
});
