import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../testing/arbitraryPlans.ts';
import { FUZZ_RUNS } from '../../testing/fuzzRuns.ts';
import type { FitInput } from './fit.ts';
import { type Fleet, fleetFor } from './fleet.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const GIB = 2n ** 30n;
const LLAMA: Omit<FitInput, 'gpus' | 'sequences'> = {
  plan: planOf({}),
  queryHeads: 32,
  format: { type: 'bf16' },
  weightBytes: 16n * GIB,
  tensorParallel: 1,
  memoryBytes: 80n * GIB,
  utilisation: 0.9,
  overheadBytes: 0n,
  blockSize: 16,
  contextTokens: 8192,
};

function fleet(users: number, input: Partial<FitInput> = {}): Fleet {
  const outcome = fleetFor(users, { ...LLAMA, ...input });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value;
}

describe('a fleet', () => {
  test('has replicas for all users, and none too many', () => {
    // 56 GiB of cache, 1 GiB a user.
    expect(fleet(1)).toMatchObject({
      usersPerReplica: 56n,
      replicas: 1n,
      gpus: 1n,
      cacheBytes: GIB,
      weightBytes: 16n * GIB,
    });
    expect([56, 57, 112, 113].map((users) => fleet(users).replicas)).toEqual([1n, 2n, 2n, 3n]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.constantFrom(1, 2, 8, 32), (users, kvHeads) => {
        const { replicas, usersPerReplica } = fleet(users, { plan: planOf({ kvHeads }) });
        const each = usersPerReplica ?? 0n;
        expect(replicas * each >= BigInt(users) && (replicas - 1n) * each < BigInt(users)).toBe(true);
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('is exact for a billion users', () => {
    const replicas = 17_857_143n;
    expect(fleet(1_000_000_000)).toEqual({
      users: 1_000_000_000,
      usersPerReplica: 56n,
      replicas,
      gpus: replicas,
      memoryBytes: replicas * 80n * GIB,
      cacheBytes: 1_000_000_000n * GIB,
      weightBytes: replicas * 16n * GIB,
    });
  });

  test('counts the GPUs of each replica, and copies of heads that are repeated on them', () => {
    expect(fleet(100, { tensorParallel: 4 })).toMatchObject({ replicas: 1n, gpus: 4n, cacheBytes: 100n * GIB });
    const mqa = fleet(100, { tensorParallel: 4, plan: planOf({ kvHeads: 1 }) });
    expect(mqa.cacheBytes).toBe((100n * GIB) / 2n);
  });

  test('is smaller the fewer KV heads there are', () => {
    const gpus = [1, 8, 32].map((kvHeads) => fleet(1_000_000, { plan: planOf({ kvHeads }) }).gpus);
    expect(gpus).toEqual([2233n, 17_858n, 71_429n]);
  });

  test('is one replica if memory limits no sequences', () => {
    const mamba = planOf({ kind: 'state', kvHeads: 0, headDimK: 0, headDimV: 0 });
    expect(fleet(1_000_000, { plan: mamba })).toMatchObject({ usersPerReplica: null, replicas: 1n, cacheBytes: 0n });
  });

  test.each([0, -1, 1.5, 1e30, Number.NaN])('is refused for %s users', (users) => {
    expect(fleetFor(users, LLAMA)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('The number of users takes'),
    });
  });

  test('is refused if not even one sequence fits, or the set-up is wrong', () => {
    expect(fleetFor(1, { ...LLAMA, weightBytes: 90n * GIB })).toEqual({
      ok: false,
      reason: 'One sequence of 8,192 tokens does not fit on a replica, so that no number of them serves anybody.',
    });
    expect(fleetFor(1, { ...LLAMA, tensorParallel: 3 }).ok).toBe(false);
  });
});
