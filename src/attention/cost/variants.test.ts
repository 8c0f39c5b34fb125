import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterCounts } from '../parameters.ts';
import { kvHeadChoices } from '../sharing.ts';
import { arbitraryFormat, arbitraryPlan, planOf } from '../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { bytesPerToken, cacheBytes } from './cacheBytes.ts';
import type { CachePlan, CostModel } from './cachedLayers.ts';
import { attentionWeightCounts, planWithKvHeads, publishedKvHeads, variantName, variantOf } from './variants.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const RUNS = { numRuns: Math.ceil(FUZZ_RUNS / 5) };
const LLAMA: CostModel = {
  name: 'Llama 3.1 8B',
  plan: planOf({}),
  dModel: 4096,
  queryHeads: 32,
  parameters: 8_030_261_248,
  activeParameters: null,
  maxContext: 131_072,
  nativeDtype: 'bf16',
};
const MLA = planOf({ kind: 'mla', count: 61, kvHeads: 1, headDimK: 576, headDimV: 0 });

function variantsOf(plan: CachePlan, queryHeads: number): CachePlan[] {
  return kvHeadChoices(queryHeads).map((kvHeads) => {
    const outcome = planWithKvHeads(plan, queryHeads, kvHeads, { headDimK: 192, headDimV: 128 });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  });
}

describe('a plan with other KV heads', () => {
  const keeping = arbitraryPlan.filter(({ layers }) => layers.some(({ kvHeads }) => kvHeads > 0));

  test('keeps less the fewer KV heads there are: MQA ≤ GQA ≤ MHA', () => {
    fc.assert(
      fc.property(
        keeping,
        arbitraryFormat,
        fc.integer({ min: 1, max: 64 }),
        fc.nat(500),
        (plan, format, heads, tokens) => {
          const bytes = variantsOf(plan, heads).map(
            (variant) => cacheBytes(variant, format, { tokens, sourceTokens: 7 }).total,
          );
          expect(bytes).toEqual(bytes.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
        },
      ),
      RUNS,
    );
  });

  test('keeps n times what MQA keeps, the index left out', () => {
    fc.assert(
      fc.property(keeping, arbitraryFormat, fc.integer({ min: 1, max: 64 }), (plan, format, heads) => {
        const [mqa = plan] = variantsOf(plan, heads);
        const one = bytesPerToken(mqa, format).allLayers;
        const all = variantsOf(plan, heads).map((variant) => bytesPerToken(variant, format).allLayers);
        expect(all).toEqual(kvHeadChoices(heads).map((kvHeads) => one * BigInt(kvHeads)));
      }),
      RUNS,
    );
  });

  test('is the published one with the published number', () => {
    expect(planWithKvHeads(LLAMA.plan, 32, 8)).toEqual({ ok: true, value: LLAMA.plan });
  });

  test('leaves windows, and layers that keep nothing, as they are, and shares a source’s K and V, too', () => {
    const state = { kind: 'state', count: 28, kvHeads: 0, headDimK: 0, headDimV: 0, window: null } as const;
    const [sliding] = planOf({ kind: 'sliding', window: 512 }).layers;
    const layers = [state, ...(sliding ? [sliding] : [])];
    const crossAttention = { layers: 4, kvHeads: 8, headDim: 64, sourceTokens: 1500 };
    const outcome = planWithKvHeads({ kind: 'hybrid', layers, crossAttention, indexer: null }, 32, 4);
    expect(outcome).toMatchObject({
      value: { layers: [state, { window: 512, kvHeads: 4 }], crossAttention: { kvHeads: 4, sourceTokens: 1500 } },
    });
  });

  test('keeps decompressed K and V in place of a latent, if their widths are known', () => {
    const outcome = planWithKvHeads(MLA, 128, 128, { headDimK: 192, headDimV: 128 });
    const bytes = outcome.ok && bytesPerToken(outcome.value, { type: 'bf16' }).growing;
    expect(bytes).toBe(BigInt(61 * 128 * (192 + 128) * 2));
    expect(planWithKvHeads(MLA, 128, 128)).toMatchObject({ ok: false, reason: expect.stringContaining('MLA') });
  });

  test.each([0, -1, 3, 1.5, 64, Number.NaN])('is refused with %s KV heads, which do not divide 32', (kvHeads) => {
    expect(planWithKvHeads(LLAMA.plan, 32, kvHeads)).toEqual({
      ok: false,
      reason: `${kvHeads} KV heads do not divide 32 query heads: use 1, 2, 4, 8, 16 or 32.`,
    });
  });

  test('is refused if no layer keeps K and V', () => {
    const mamba = planOf({ kind: 'state', kvHeads: 0, headDimK: 0, headDimV: 0 }, { kind: 'attention-free' });
    expect(planWithKvHeads(mamba, 32, 8).ok).toBe(false);
  });
});

describe('parameters of a variant', () => {
  test('are those of d_model² squares where heads fill d_model', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 4, 8, 16),
        fc.constantFrom(16, 64),
        fc.integer({ min: 1, max: 80 }),
        (kv, dim, count) => {
          const shape = { dModel: 16 * dim, numHeads: 16, numKvHeads: kv };
          const plan = planOf({ count, kvHeads: kv, headDimK: dim, headDimV: dim });
          const counts = attentionWeightCounts(plan, { dModel: shape.dModel, queryHeads: 16 });
          const layer = parameterCounts(shape, false);
          expect(counts).toMatchObject({
            value: {
              q: BigInt(layer.q * count),
              k: BigInt(layer.k * count),
              v: BigInt(layer.v * count),
              o: BigInt(layer.o * count),
              total: BigInt(layer.total * count),
            },
          });
        },
      ),
      RUNS,
    );
  });

  test('follow head widths where these do not fill d_model, and K and V of unequal width', () => {
    const plan = planOf({ count: 2, kvHeads: 4, headDimK: 192, headDimV: 128 });
    expect(attentionWeightCounts(plan, { dModel: 1000, queryHeads: 8 })).toEqual({
      ok: true,
      value: { q: 3_072_000n, k: 1_536_000n, v: 1_024_000n, o: 2_048_000n, total: 7_680_000n },
    });
  });

  test('of Llama 3.1 8B grow by 805,306,368 as MHA and shrink by 234,881,024 as MQA', () => {
    const mha = variantOf(LLAMA, 32);
    const mqa = variantOf(LLAMA, 1);
    expect(mha).toMatchObject({
      value: { parametersChange: 805_306_368n, model: { parameters: 8_835_567_616, activeParameters: null } },
    });
    expect(mqa).toMatchObject({ value: { parametersChange: -234_881_024n, model: { parameters: 7_795_380_224 } } });
    const published = variantOf(LLAMA, null);
    expect(published).toMatchObject({ value: { parametersChange: 0n, kvHeads: null, model: LLAMA } });
    expect(published.ok && published.value.attentionShare).toBeCloseTo(1_342_177_280 / 8_030_261_248, 12);
    expect(variantOf(LLAMA, 8)).toMatchObject({ value: { parametersChange: 0n, model: LLAMA } });
  });

  test('of a mixture of experts change the active ones, too', () => {
    const mixture = { ...LLAMA, activeParameters: 3_000_000_000 };
    expect(variantOf(mixture, 1)).toMatchObject({ value: { model: { activeParameters: 2_765_118_976 } } });
  });

  test('count cross-attention once', () => {
    const crossAttention = { layers: 3, kvHeads: 2, headDim: 10, sourceTokens: null };
    const plan = planOf({ kind: 'cross', kvHeads: 0, headDimK: 0, headDimV: 0 }, { crossAttention });
    expect(attentionWeightCounts(plan, { dModel: 100, queryHeads: 4 })).toMatchObject({
      value: { q: 12_000n, k: 6_000n, v: 6_000n, o: 12_000n },
    });
  });

  test('are not known of MLA, nor without d_model, nor where the model has fewer than its attention', () => {
    const mla = { ...LLAMA, plan: MLA, queryHeads: 128 };
    expect(variantOf(mla, null)).toMatchObject({
      value: { attention: null, parametersChange: null, attentionShare: null },
    });
    expect(variantOf(mla, 128).ok).toBe(false);
    const decompressed = variantOf(mla, 128, { headDimK: 192, headDimV: 128 });
    expect(decompressed).toMatchObject({ value: { parametersChange: null, model: { parameters: null } } });
    expect(decompressed.ok && decompressed.value.attention?.k).toBe(BigInt(61 * 4096 * 128 * 192));
    expect(variantOf({ ...LLAMA, dModel: null }, 1)).toMatchObject({
      value: { attention: null, model: { parameters: null } },
    });
    expect(variantOf({ ...LLAMA, queryHeads: null }, 1).ok).toBe(false);
    const small = { ...LLAMA, parameters: 1_000_000 };
    expect(variantOf(small, null)).toMatchObject({ value: { attentionShare: null } });
    expect(variantOf(small, 1)).toMatchObject({ value: { model: { parameters: null } } });
  });
});

describe('the name of a variant', () => {
  test('follows from its two numbers', () => {
    expect([32, 8, 1].map((kvHeads) => variantName(32, kvHeads))).toEqual(['MHA', 'GQA-8', 'MQA']);
    expect(variantName(1, 1)).toBe('MHA');
  });
});

describe('published KV heads', () => {
  test('are one number, unless layers differ or keep none', () => {
    expect(publishedKvHeads(LLAMA.plan)).toBe(8);
    expect(publishedKvHeads(MLA)).toBeNull();
    expect(publishedKvHeads({ ...LLAMA.plan, layers: [] })).toBeNull();
    const mixed = [...LLAMA.plan.layers, ...planOf({ kvHeads: 4 }).layers];
    expect(publishedKvHeads({ ...LLAMA.plan, layers: mixed })).toBeNull();
  });
});
