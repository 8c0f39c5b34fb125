import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFormat, arbitraryPlan, planOf } from '../../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import { type FitInput, fitOnGpus } from './fit.ts';
import { type Change, remediesFor, withChange } from './remedies.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const GIB = 2n ** 30n;
/** Llama 2 70B in bf16 on one GPU of 80 GiB: 128.5 GiB of weights. */
const LLAMA_70B: FitInput = {
  plan: planOf({ count: 80 }),
  queryHeads: 64,
  format: { type: 'bf16' },
  weightBytes: 137_953_296_384n,
  gpus: 1,
  tensorParallel: 1,
  memoryBytes: 80n * GIB,
  utilisation: 0.9,
  overheadBytes: 2n * GIB,
  blockSize: 16,
  contextTokens: 4096,
};
const WEIGHTS = { parameters: 68_976_648_192, type: 'bf16' } as const;

function changes(input: FitInput, weights: typeof WEIGHTS | null = null): Change[] {
  return remediesFor(input, weights).map(({ change }) => change);
}

function isFitting(input: FitInput, change: Change): boolean {
  const outcome = fitOnGpus(withChange(input, change));
  return outcome.ok && outcome.value.fits;
}

describe('what would make it fit', () => {
  test('is two GPUs or fp8 weights for Llama 2 70B on one GPU, and weights of so many bytes', () => {
    const atMost = 72n * GIB - 2n * GIB - 4096n * 327_680n;
    expect(changes(LLAMA_70B, WEIGHTS)).toEqual([
      { kind: 'gpus', gpus: 2, tensorParallel: 2 },
      { kind: 'weightType', type: 'fp8', weightBytes: 68_976_648_192n },
      { kind: 'weightBytes', atMost },
    ]);
    expect(isFitting(LLAMA_70B, { kind: 'weightBytes', atMost: atMost + 1n })).toBe(false);
  });

  test('is a larger tensor parallel size if there are GPUs enough', () => {
    expect(changes({ ...LLAMA_70B, gpus: 8 })[0]).toEqual({ kind: 'tensorParallel', tensorParallel: 2 });
  });

  test('is a shorter context, a smaller cache, fewer sequences, or more of the memory, each only as much as it takes', () => {
    const tight = { ...LLAMA_70B, weightBytes: 64n * GIB, contextTokens: 20_480, sequences: 1 };
    // 72 GiB less 64 and 2 are 6 GiB: 19,660 tokens, of which 19,648 fill blocks.
    expect(changes(tight)).toEqual([
      { kind: 'gpus', gpus: 2, tensorParallel: 2 },
      { kind: 'weightBytes', atMost: 72n * GIB - 2n * GIB - 20_480n * 327_680n },
      { kind: 'cacheType', type: 'fp8' },
      { kind: 'context', contextTokens: 19_648 },
      { kind: 'utilisation', utilisation: 0.91 },
    ]);
    const many = { ...tight, contextTokens: 4096, sequences: 6 };
    expect(changes(many)).toContainEqual({ kind: 'sequences', sequences: 4 });
    expect(changes(many)).toContainEqual({ kind: 'context', contextTokens: 3264 });
  });

  test('is weights of fewer bytes on all GPUs of a replica together', () => {
    const two = { ...LLAMA_70B, gpus: 2, tensorParallel: 2, weightBytes: 200n * GIB };
    const atMost = 2n * (72n * GIB - 2n * GIB - 4096n * 163_840n);
    expect(changes(two)).toContainEqual({ kind: 'weightBytes', atMost });
  });

  test('is more replicas for more sequences than one holds', () => {
    const many = { ...LLAMA_70B, weightBytes: 64n * GIB, sequences: 1000 };
    const gpus = changes(many).find(({ kind }) => kind === 'gpus');
    expect(gpus).toMatchObject({ kind: 'gpus' });
    if (gpus?.kind !== 'gpus') return;
    expect(isFitting(many, gpus)).toBe(true);
    for (const tensorParallel of [1, 2, 4, 8, 16, 32, 64]) {
      const fewer = Math.floor((gpus.gpus - 1) / tensorParallel) * tensorParallel;
      if (fewer > 0) expect(isFitting(many, { kind: 'gpus', gpus: fewer, tensorParallel })).toBe(false);
    }
  });

  test('fits in every case, and less of it would not', () => {
    const MIB = 2n ** 20n;
    const cases = fc.record({
      plan: arbitraryPlan,
      queryHeads: fc.constantFrom(8, 16),
      format: arbitraryFormat,
      weightBytes: fc.bigInt({ min: 0n, max: 9n * MIB }),
      gpus: fc.constant(8),
      tensorParallel: fc.constantFrom(1, 2, 4),
      memoryBytes: fc.bigInt({ min: MIB, max: 8n * MIB }),
      utilisation: fc.constantFrom(0.5, 0.9),
      overheadBytes: fc.constantFrom(0n, MIB),
      blockSize: fc.constantFrom(1, 16),
      contextTokens: fc.integer({ min: 1, max: 500 }),
      sequences: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(cases, (input) => {
        const fitted = fitOnGpus(input);
        const remedies = remediesFor(input, { parameters: 4_000_000, type: 'bf16' });
        if (fitted.ok && fitted.value.fits) expect(remedies).toEqual([]);
        for (const { change, input: changed, fit } of remedies) {
          expect(isFitting(input, change)).toBe(true);
          expect(changed).toEqual(withChange(input, change));
          expect(fit.fits).toBe(true);
          if (change.kind === 'context')
            expect(isFitting(input, { ...change, contextTokens: change.contextTokens + 1 })).toBe(false);
          if (change.kind === 'sequences')
            expect(isFitting(input, { ...change, sequences: change.sequences + 1 })).toBe(false);
          if (change.kind === 'weightBytes')
            expect(isFitting(input, { ...change, atMost: change.atMost + BigInt(input.tensorParallel) })).toBe(false);
        }
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 20) },
    );
  });

  test('is nothing if no single change is enough, or if the set-up is refused', () => {
    const hopeless = { ...LLAMA_70B, overheadBytes: 90n * GIB };
    expect(changes(hopeless, WEIGHTS)).toEqual([]);
    expect(changes({ ...LLAMA_70B, tensorParallel: 3, gpus: 3 })).toEqual([]);
    expect(changes({ ...LLAMA_70B, weightBytes: GIB })).toEqual([]);
  });
});
