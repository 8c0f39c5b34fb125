import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFormat, arbitraryPlan, planOf } from '../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { cacheBytes } from './cacheBytes.ts';
import { decodeCrossing, decodeStep, prefill, type RooflineInput } from './roofline.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const RUNS = { numRuns: Math.ceil(FUZZ_RUNS / 5) };
/** Llama 3.1 8B in bf16 on one H100: 3.35 TB/s and 989.4 TFLOP/s. */
const LLAMA: RooflineInput = {
  plan: planOf({}),
  queryHeads: 32,
  format: { type: 'bf16' },
  weightBytes: 16_060_522_496n,
  parameters: 8_030_261_248,
  activeParameters: null,
  tensorParallel: 1,
  bandwidth: 3.35e12,
  peakFlops: 989.4e12,
};
const MLA = planOf({ kind: 'mla', count: 61, kvHeads: 1, headDimK: 576, headDimV: 0 });
const DEEPSEEK: RooflineInput = {
  ...LLAMA,
  plan: MLA,
  queryHeads: 128,
  parameters: 671e9,
  activeParameters: 37e9,
  latentDim: 512,
};

const someInput: fc.Arbitrary<RooflineInput> = fc.record({
  plan: arbitraryPlan,
  queryHeads: fc.constantFrom(8, 16, 32),
  format: arbitraryFormat,
  weightBytes: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  parameters: fc.integer({ min: 1_000_000, max: 1_000_000_000_000 }),
  activeParameters: fc.option(fc.integer({ min: 1_000, max: 1_000_000 })),
  tensorParallel: fc.constantFrom(1, 2, 8),
  bandwidth: fc.constantFrom(320e9, 3.35e12),
  peakFlops: fc.constantFrom(65e12, 989.4e12, 1e9),
  sourceTokens: fc.nat(50),
  chosenTokens: fc.option(fc.integer({ min: 1, max: 100 })),
});

describe('a decode step', () => {
  test('of Llama 3.1 8B on one H100 takes at least the 4.8 ms that reading its weights takes', () => {
    const step = decodeStep(LLAMA, 1, 1024);
    expect(step).toMatchObject({
      weightBytes: 16_060_522_496n,
      cacheReadBytes: 1023n * 131_072n,
      cacheWrittenBytes: 131_072n,
      weightFlops: 16_060_522_496n,
      // 32 layers, 32 heads, two products of 128 for each of 1,024 tokens.
      attentionFlops: 4n * 32n * 32n * 128n * 1024n,
      boundBy: 'memory',
      leftOut: [],
    });
    expect(step.bytes).toBe(16_060_522_496n + 1024n * 131_072n);
    expect(step.boundMs).toBeCloseTo(4.834, 3);
    expect(step.memoryMs).toBe(step.boundMs);
    expect(step.computeMs).toBeCloseTo(0.016775, 5);
    expect(step.intensity).toBeCloseTo(1.02486, 5);
    expect(step.ridge).toBeCloseTo(295.34, 2);
  });

  test('is the sum of its parts, in every plan', () => {
    fc.assert(
      fc.property(
        someInput,
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 900 }),
        (input, batch, context) => {
          for (const step of [decodeStep(input, batch, context), prefill(input, batch, context)]) {
            expect(step.bytes).toBe(step.weightBytes + step.cacheReadBytes + step.cacheWrittenBytes);
            expect(step.flops).toBe(step.weightFlops + step.attentionFlops);
            expect(step.boundMs).toBe(Math.max(step.memoryMs, step.computeMs));
            // Weights of a byte, of which a token passes through a thousandth, are read without one.
            if (step.bytes > 0n)
              expect(step.intensity * Number(step.bytes)).toBeCloseTo(
                Number(step.flops),
                -Math.log10(Number(step.flops)) / 2,
              );
            if (Math.abs(step.memoryMs / step.computeMs - 1) > 1e-9)
              expect(step.boundBy).toBe(step.intensity < step.ridge ? 'memory' : 'compute');
          }
        },
      ),
      RUNS,
    );
  });

  test('reads and writes as much as the cache holds, and every sequence as much as the first', () => {
    const plain = someInput.map((input) => ({ ...input, plan: { ...input.plan, indexer: null }, tensorParallel: 1 }));
    fc.assert(
      fc.property(plain, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 700 }), (input, batch, tokens) => {
        const step = decodeStep(input, batch, tokens);
        const { plan, format, sourceTokens } = input;
        const held = cacheBytes(plan, format, { tokens, sourceTokens, sequences: batch }).total;
        expect(step.cacheReadBytes + step.cacheWrittenBytes).toBe(held);
        const one = decodeStep(input, 1, tokens);
        expect(step.flops).toBe(BigInt(batch) * one.flops);
        expect(step.weightBytes).toBe(one.weightBytes);
      }),
      RUNS,
    );
  });

  test('is divided over GPUs, but for the heads that are repeated on them', () => {
    const at = (kvHeads: number, tensorParallel: number) =>
      decodeStep({ ...LLAMA, plan: planOf({ kvHeads }), tensorParallel }, 64, 8192);
    expect(at(8, 8).bytes).toBe(at(8, 1).bytes);
    expect(at(8, 8).boundMs).toBeCloseTo(at(8, 1).boundMs / 8, 9);
    expect(at(1, 8).cacheReadBytes).toBe(8n * at(1, 1).cacheReadBytes);
    expect(at(1, 8).flops).toBe(at(1, 1).flops);
  });

  test('computes as much whatever the number of KV heads, and reads less the fewer there are', () => {
    const [mqa, gqa, mha] = [1, 8, 32].map((kvHeads) =>
      decodeStep({ ...LLAMA, plan: planOf({ kvHeads }) }, 64, 32_768),
    );
    expect([mqa?.flops, mha?.flops]).toEqual([gqa?.flops, gqa?.flops]);
    expect(mqa && gqa && mha && mqa.boundMs < gqa.boundMs && gqa.boundMs < mha.boundMs).toBe(true);
  });

  test('attends to a window’s tokens at most', () => {
    const windowed = { ...LLAMA, plan: planOf({ kind: 'sliding', window: 4096 }) };
    const [at, beyond] = [decodeStep(windowed, 3, 4096), decodeStep(windowed, 3, 100_000)];
    expect(beyond).toEqual(at);
  });

  test('reads MLA’s latent once for scores and values of all query heads', () => {
    const step = decodeStep(DEEPSEEK, 1, 1000);
    expect(step.attentionFlops).toBe(61n * 2n * 128n * (576n + 512n) * 1000n);
    expect(step.cacheReadBytes).toBe(999n * 70_272n);
    expect(step.leftOut).toEqual(['experts']);
    const unknown = decodeStep({ ...DEEPSEEK, latentDim: null }, 1, 1000);
    expect(unknown.attentionFlops).toBe(61n * 2n * 128n * 576n * 1000n);
    expect(unknown.leftOut).toEqual(['mla values', 'experts']);
  });

  test('reads a sparse attention’s whole index, and the tokens that it chooses', () => {
    const plan = { ...MLA, indexer: { layers: 61, bytesPerToken: 132 } };
    const step = decodeStep({ ...DEEPSEEK, plan, chosenTokens: 2048 }, 1, 10_000);
    expect(step.cacheReadBytes).toBe(2047n * 70_272n + 9_999n * 8_052n);
    expect(step.cacheWrittenBytes).toBe(78_324n);
    expect(step.leftOut).toEqual(['experts']);
    const unknown = decodeStep({ ...DEEPSEEK, plan }, 1, 10_000);
    expect([unknown.cacheReadBytes, unknown.attentionFlops]).toEqual([9_999n * 8_052n, 0n]);
    expect(unknown.leftOut).toContain('sparse attention');
  });

  test('reads no more of a mixture of experts than one token’s', () => {
    const mixture = {
      ...LLAMA,
      parameters: 40_000_000_000,
      activeParameters: 10_000_000_000,
      weightBytes: 80_000_000_000n,
    };
    expect(decodeStep(mixture, 64, 10)).toMatchObject({
      weightBytes: 20_000_000_000n,
      weightFlops: 64n * 20_000_000_000n,
    });
    expect(decodeStep({ ...mixture, activeParameters: 40_000_000_000 }, 1, 10).weightBytes).toBe(80_000_000_000n);
  });

  test('reads a source’s K and V again and again, and says if it does not know how many', () => {
    const crossAttention = { layers: 4, kvHeads: 6, headDim: 64, sourceTokens: 1500 };
    const whisper = {
      ...LLAMA,
      queryHeads: 6,
      plan: planOf({ count: 4, kvHeads: 6, headDimK: 64, headDimV: 64 }, { crossAttention }),
    };
    const step = decodeStep(whisper, 1, 1);
    expect([step.cacheReadBytes, step.cacheWrittenBytes]).toEqual([9_216_000n, 6_144n]);
    expect(step.attentionFlops).toBe(4n * 4n * 6n * 64n * 1501n);
    const open = { ...whisper, plan: { ...whisper.plan, crossAttention: { ...crossAttention, sourceTokens: null } } };
    expect(decodeStep(open, 1, 1)).toMatchObject({ cacheReadBytes: 0n, leftOut: ['source'] });
  });

  test('says that states and layers that share are left out', () => {
    const none = { kvHeads: 0, headDimK: 0, headDimV: 0 };
    const layers = [...planOf({ kind: 'state', ...none }).layers, ...planOf({ kind: 'shared', ...none }).layers];
    expect(decodeStep({ ...LLAMA, plan: planOf({}, { layers }) }, 1, 1).leftOut).toEqual(['states', 'shared layers']);
  });
});

describe('reading a prompt', () => {
  test('computes every pair of tokens that see each other, counted one by one', () => {
    const kinds = fc.constantFrom('full', 'sliding', 'chunked');
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 200 }), (kind, window, tokens) => {
        let pairs = 0;
        for (let query = 0; query < tokens; query++)
          for (let key = 0; key <= query; key++) {
            const isSeen =
              kind === 'sliding' ? query - key < window : Math.floor(query / window) === Math.floor(key / window);
            if (kind === 'full' || isSeen) pairs++;
          }
        const plan = planOf({ kind, count: 1, window: kind === 'full' ? null : window });
        const { attentionFlops } = prefill({ ...LLAMA, plan, queryHeads: 1 }, 1, tokens);
        expect(attentionFlops).toBe(4n * 128n * BigInt(pairs));
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('is bound by arithmetic for 8,192 tokens, and writes what is kept', () => {
    const step = prefill(LLAMA, 2, 8192);
    expect(step).toMatchObject({
      boundBy: 'compute',
      weightFlops: 2n * 8192n * 16_060_522_496n,
      cacheReadBytes: 0n,
      cacheWrittenBytes: 2n * 8192n * 131_072n,
      attentionFlops: 2n * 4n * 32n * 32n * 128n * ((8192n * 8193n) / 2n),
    });
    expect(step.boundMs).toBeCloseTo(301.52, 1);
  });

  test('computes MLA with decompressed heads, if their widths are known', () => {
    const pairs = 55n;
    const known = prefill({ ...DEEPSEEK, widths: { headDimK: 192, headDimV: 128 } }, 1, 10);
    expect([known.attentionFlops, known.leftOut]).toEqual([61n * 2n * 128n * 320n * pairs, ['experts']]);
    const unknown = prefill(DEEPSEEK, 1, 10);
    expect([unknown.attentionFlops, unknown.leftOut]).toEqual([0n, ['mla prompt', 'experts']]);
  });

  test('attends to as many tokens as a sparse attention chooses', () => {
    const plan = planOf({ count: 1 }, { indexer: { layers: 1, bytesPerToken: 132 } });
    const { attentionFlops } = prefill({ ...LLAMA, plan, queryHeads: 1, chosenTokens: 3 }, 1, 5);
    expect(attentionFlops).toBe(4n * 128n * (1n + 2n + 3n + 3n + 3n));
  });
});

describe('where decoding turns to compute-bound', () => {
  test('is the first batch of which that is true', () => {
    fc.assert(
      fc.property(someInput, fc.integer({ min: 1, max: 900 }), (input, context) => {
        const crossing = decodeCrossing(input, context);
        const isComputed = (batch: bigint) => {
          const { bytes, flops } = decodeStep(input, Number(batch), context);
          return flops * BigInt(input.bandwidth) >= bytes * BigInt(input.peakFlops);
        };
        if (crossing.kind === 'never') expect(isComputed(10n ** 15n)).toBe(false);
        else if (crossing.batch < 2n ** 50n) {
          expect(isComputed(crossing.batch)).toBe(true);
          if (crossing.batch > 1n) expect(isComputed(crossing.batch - 1n)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('is just beyond the ridge of 295 for short contexts, and nowhere for long ones: from fewer tokens on with more KV heads', () => {
    expect(decodeCrossing(LLAMA, 1)).toEqual({ kind: 'at', batch: 297n });
    const never = (kvHeads: number) =>
      [64, 256, 1024, 4096, 16_384].find(
        (context) => decodeCrossing({ ...LLAMA, plan: planOf({ kvHeads }) }, context).kind === 'never',
      );
    expect([1, 8, 32].map(never)).toEqual([4096, 1024, 256]);
  });

  test('is the first batch if even one sequence is', () => {
    expect(decodeCrossing({ ...LLAMA, peakFlops: 1e9 }, 100)).toEqual({ kind: 'at', batch: 1n });
  });
});
