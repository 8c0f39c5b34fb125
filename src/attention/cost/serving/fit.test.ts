import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFormat, arbitraryPlan, planOf } from '../../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import { cacheBytes } from '../cacheBytes.ts';
import { bytesOfGib } from '../decimal.ts';
import { type Fit, type FitInput, fitOnGpus } from './fit.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

/** A case looks for its longest sequence, which takes fifty fits. */
const RUNS = { numRuns: Math.ceil(FUZZ_RUNS / 10) };
const GIB = 2n ** 30n;
const MIB = 2n ** 20n;
/** Llama 3.1 8B in bf16 on one H100. */
const LLAMA: FitInput = {
  plan: planOf({}),
  queryHeads: 32,
  format: { type: 'bf16' },
  weightBytes: 16_060_522_496n,
  gpus: 1,
  tensorParallel: 1,
  memoryBytes: 81_559n * MIB,
  utilisation: 0.9,
  overheadBytes: 2n * GIB,
  blockSize: 16,
  contextTokens: 32_768,
};

function fitOf(input: FitInput): Fit {
  const outcome = fitOnGpus(input);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

const someInput: fc.Arbitrary<FitInput> = fc.record({
  plan: arbitraryPlan,
  queryHeads: fc.constant(null),
  format: arbitraryFormat,
  weightBytes: fc.bigInt({ min: 0n, max: 40n * MIB }),
  gpus: fc.constant(8),
  tensorParallel: fc.constantFrom(1, 2, 4, 8),
  memoryBytes: fc.bigInt({ min: 0n, max: 50n * MIB }),
  utilisation: fc.constantFrom(0.5, 0.9, 1),
  overheadBytes: fc.bigInt({ min: 0n, max: 5n * MIB }),
  blockSize: fc.constantFrom(1, 16, 128),
  contextTokens: fc.integer({ min: 1, max: 700 }),
  sequences: fc.integer({ min: 1, max: 40 }),
  sourceTokens: fc.nat(40),
});

describe('what fits', () => {
  test('follows vLLM’s rules, step by step', () => {
    const usable = (81_559n * MIB * 9n) / 10n;
    const available = usable - 16_060_522_496n - 2n * GIB;
    const blocks = available / 2_097_152n;
    expect(fitOf(LLAMA)).toMatchObject({
      fits: true,
      shortBytes: 0n,
      usableBytes: usable,
      weightBytesPerGpu: 16_060_522_496n,
      availableBytes: available,
      blockBytes: 2_097_152n,
      blocks,
      blocksPerSequence: 2048n,
      sequences: blocks / 2048n,
      tokens: blocks * 16n,
      longestSequence: Number(blocks) * 16,
      replicas: 1,
      isReplicated: false,
      waste: { perSequenceBytes: 0n, partBlockBytes: available % 2_097_152n, spareBlocks: blocks % 2048n },
    });
    expect(blocks).toBe(28_019n);
  });

  test('has room for every sequence that it counts, and not for one more', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const fitted = fitOf(input);
        const { availableBytes, blockBytes, blocksPerSequence, sequencesPerReplica, shortBytes } = fitted;
        const needed = (sequences: bigint) => sequences * blocksPerSequence * blockBytes;
        if (sequencesPerReplica === null) expect(blocksPerSequence).toBe(0n);
        else {
          expect(sequencesPerReplica === 0n || needed(sequencesPerReplica) <= availableBytes).toBe(true);
          expect(needed(sequencesPerReplica + 1n) > availableBytes).toBe(true);
          expect(fitted.fits).toBe((fitted.sequences ?? 0n) >= BigInt(input.sequences ?? 1));
        }
        expect(fitted.fits).toBe(shortBytes === 0n);
        const { perSequenceBytes, partBlockBytes } = fitted.waste;
        expect(
          perSequenceBytes >= 0n && partBlockBytes >= 0n && (blockBytes === 0n || partBlockBytes < blockBytes),
        ).toBe(true);
      }),
      RUNS,
    );
  });

  test('does not fit by exactly so many bytes: with them it fits, with one fewer it does not', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const whole = { ...input, utilisation: 1 };
        const { fits, shortBytes } = fitOf(whole);
        if (fits) return;
        expect(fitOf({ ...whole, memoryBytes: whole.memoryBytes + shortBytes }).fits).toBe(true);
        expect(fitOf({ ...whole, memoryBytes: whole.memoryBytes + shortBytes - 1n }).fits).toBe(false);
      }),
      RUNS,
    );
  });

  test('is never less with more memory, less weight, less overhead, a shorter context or more GPUs', () => {
    const better: ((input: FitInput) => FitInput)[] = [
      (input) => ({ ...input, memoryBytes: input.memoryBytes + 3n * MIB }),
      (input) => ({ ...input, weightBytes: input.weightBytes / 2n }),
      (input) => ({ ...input, overheadBytes: 0n }),
      (input) => ({ ...input, utilisation: 1 }),
      (input) => ({ ...input, contextTokens: Math.max(1, input.contextTokens - 20) }),
      (input) => ({ ...input, gpus: input.gpus * 2 }),
      (input) => ({ ...input, sourceTokens: 0 }),
    ];
    fc.assert(
      fc.property(someInput, fc.constantFrom(...better), (input, change) => {
        const [before, after] = [fitOf(input), fitOf(change(input))];
        expect((after.sequences ?? 1n) >= (before.sequences ?? 0n) || after.sequences === null).toBe(true);
        expect(after.fits || !before.fits).toBe(true);
        expect((after.longestSequence ?? Infinity) >= (before.longestSequence ?? Infinity)).toBe(true);
      }),
      RUNS,
    );
  });

  test('fits up to its longest sequence, and no further', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { longestSequence } = fitOf(input);
        const one = (contextTokens: number) => fitOf({ ...input, contextTokens, sequences: 1 }).fits;
        if (longestSequence === null) expect(one(1_000_000_000)).toBe(true);
        else {
          if (longestSequence > 0) expect(one(longestSequence)).toBe(true);
          if (longestSequence < 1e9) expect(one(longestSequence + 1)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('wastes what rounding to blocks leaves empty in each sequence', () => {
    const { blocksPerSequence, blockBytes, waste } = fitOf({ ...LLAMA, contextTokens: 1000, blockSize: 256 });
    expect([blocksPerSequence, waste.perSequenceBytes]).toEqual([4n, 24n * 131_072n]);
    const { total } = cacheBytes(LLAMA.plan, LLAMA.format, { tokens: 1000 });
    expect(blocksPerSequence * blockBytes - total).toBe(waste.perSequenceBytes);
    expect(fitOf({ ...LLAMA, contextTokens: 1000, blockSize: 1 }).waste.perSequenceBytes).toBe(0n);
  });

  test('divides weights and KV heads over the GPUs of a replica, and counts replicas', () => {
    const eight = fitOf({ ...LLAMA, gpus: 8, tensorParallel: 4, weightBytes: 16_060_522_497n });
    expect(eight).toMatchObject({
      replicas: 2,
      weightBytesPerGpu: 4_015_130_625n,
      blockBytes: 524_288n,
      isReplicated: false,
    });
    expect(eight.sequences).toBe((eight.sequencesPerReplica ?? 0n) * 2n);
    expect(eight.tokens).toBe(eight.blocks * 16n * 2n);
  });

  test('gains MQA no cache from tensor parallelism, and says that its head is repeated', () => {
    const mqa = { ...LLAMA, plan: planOf({ kvHeads: 1 }), gpus: 8 };
    const [apart, together] = [fitOf(mqa), fitOf({ ...mqa, tensorParallel: 8 })];
    expect([apart.blockBytes, together.blockBytes]).toEqual([262_144n, 262_144n]);
    expect([apart.isReplicated, together.isReplicated]).toEqual([false, true]);
    expect(together.shards).toMatchObject([{ kvHeadsPerGpu: 1, copies: 8 }]);
  });

  test('asks each replica for its part of the sequences, rounded up', () => {
    const { sequencesPerReplica } = fitOf(LLAMA);
    const each = Number(sequencesPerReplica);
    const two = { ...LLAMA, gpus: 2 };
    expect(fitOf({ ...two, sequences: 2 * each }).fits).toBe(true);
    expect(fitOf({ ...two, sequences: 2 * each + 1 }).fits).toBe(false);
  });

  test('is short of the weights, too, if they alone do not fit', () => {
    const big = { ...LLAMA, weightBytes: 200n * GIB };
    const { availableBytes, blocks, longestSequence, shortBytes, fits } = fitOf(big);
    expect([availableBytes < 0n, blocks, longestSequence, fits]).toEqual([true, 0n, 0, false]);
    expect(shortBytes).toBe(4n * GIB - availableBytes);
  });

  test('is not limited by memory if nothing is kept, but weights have to fit', () => {
    const mamba = { ...LLAMA, plan: planOf({ kind: 'state', kvHeads: 0, headDimK: 0, headDimV: 0 }) };
    expect(fitOf(mamba)).toMatchObject({
      fits: true,
      sequences: null,
      tokens: null,
      longestSequence: null,
      blockBytes: 0n,
    });
    expect(fitOf({ ...mamba, weightBytes: 200n * GIB })).toMatchObject({ fits: false, longestSequence: 0 });
  });

  test('has room for a sequence of any length if every layer has a window', () => {
    const mistral = { ...LLAMA, plan: planOf({ kind: 'sliding', window: 4096 }) };
    expect(fitOf(mistral).longestSequence).toBeNull();
    expect(fitOf(mistral).blocksPerSequence).toBe(256n);
    expect(fitOf({ ...mistral, windows: false }).blocksPerSequence).toBe(2048n);
    expect(fitOf({ ...mistral, windows: false }).waste.perSequenceBytes).toBe(0n);
  });

  test.each([
    [
      { tensorParallel: 3, gpus: 3 },
      /^A tensor parallel size of 3 does not divide 32 query heads: use 1, 2, 4, 8, 16 or 32\.$/,
    ],
    [{ tensorParallel: 4, gpus: 6 }, /^6 GPUs cannot be divided into replicas of 4\.$/],
    [{ gpus: 0 }, /^The number of GPUs takes .*, not 0\.$/],
    [{ tensorParallel: -1 }, /^The tensor parallel size takes .*, not −1\.$/],
    [{ contextTokens: 1.5 }, /^The context takes .*, not 1\.5\.$/],
    [{ contextTokens: 1e30 }, /^The context takes .*, not 1e\+30\.$/],
    [{ utilisation: Number.NaN }, /^The memory utilisation takes .*, not NaN\.$/],
    [{ blockSize: 0 }, /^The block size takes .*, not 0\.$/],
    [{ sequences: 0 }, /^The number of sequences takes .*, not 0\.$/],
    [{ sourceTokens: -1 }, /^The source takes .*, not −1\.$/],
    [{ scheduledTokens: 0 }, /^A step takes .*, not 0\.$/],
  ])('is refused with a sentence for %o', (wrong, sentence) => {
    expect(fitOnGpus({ ...LLAMA, ...wrong })).toEqual({ ok: false, reason: expect.stringMatching(sentence) });
  });

  test('is exact on a cluster of a million GPUs with exabytes of memory', () => {
    const cluster = { ...LLAMA, gpus: 1_000_000, memoryBytes: bytesOfGib(100_000), sequences: 1_000_000_000 };
    const { sequences, fits } = fitOf(cluster);
    expect(sequences).toBe(
      (((bytesOfGib(100_000) * 9n) / 10n - LLAMA.weightBytes - 2n * GIB) / (2048n * 2_097_152n)) * 1_000_000n,
    );
    expect(fits).toBe(true);
  });
});
