import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { COST_FIELDS, type CostField, checkHeads, firstProblem, readCostField } from './costInput.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

const FIELDS = Object.keys(COST_FIELDS) as CostField[];

describe('a field of the Cost screen', () => {
  test.each([
    ['contextTokens', 0, 'The context takes a whole number of tokens from 1 to 1,000,000,000, not 0.'],
    ['contextTokens', -5, 'The context takes a whole number of tokens from 1 to 1,000,000,000, not −5.'],
    ['contextTokens', '1.5', 'The context takes a whole number of tokens from 1 to 1,000,000,000, not “1.5”.'],
    ['contextTokens', '1e30', 'The context takes a whole number of tokens from 1 to 1,000,000,000, not “1e30”.'],
    ['contextTokens', 1e30, 'The context takes a whole number of tokens from 1 to 1,000,000,000, not 1e+30.'],
    ['gpus', Number.NaN, 'The number of GPUs takes a whole number from 1 to 1,000,000, not NaN.'],
    ['gpus', Number.POSITIVE_INFINITY, 'The number of GPUs takes a whole number from 1 to 1,000,000, not Infinity.'],
    ['gpus', '', 'The number of GPUs takes a whole number from 1 to 1,000,000, and the field is empty.'],
    ['gpus', ' \n ', 'The number of GPUs takes a whole number from 1 to 1,000,000, and the field is empty.'],
    ['gpus', null, 'The number of GPUs takes a whole number from 1 to 1,000,000, and there is none.'],
    ['gpus', true, 'The number of GPUs takes a whole number from 1 to 1,000,000, not true.'],
    ['gpus', [8], 'The number of GPUs takes a whole number from 1 to 1,000,000, not a value of type object.'],
    ['gpus', 'eight\u202e', 'The number of GPUs takes a whole number from 1 to 1,000,000, not “eight”.'],
    ['gpus', '1,0', 'The number of GPUs takes a whole number from 1 to 1,000,000, not “1,0”.'],
    ['utilisation', '0', 'The memory utilisation takes a number above 0 and up to 1, not “0”.'],
    ['utilisation', '90 %', 'The memory utilisation takes a number above 0 and up to 1, not “90 %”.'],
    ['overheadGib', '-0.1', 'The overhead takes a number of GiB from 0 to 100,000, not “-0.1”.'],
    [
      'blockSize',
      'x'.repeat(99),
      `The block size takes a whole number of tokens from 1 to 65,536, not “${'x'.repeat(40)}…”.`,
    ],
  ] as const)('%s refuses %s with a sentence', (field, value, reason) => {
    expect(readCostField(field, value)).toEqual({ ok: false, reason });
  });

  test.each([
    ['contextTokens', ' 32,768 ', 32_768],
    ['contextTokens', '1e6', 1_000_000],
    ['contextTokens', '32.0', 32],
    ['contextTokens', 1_000_000_000, 1_000_000_000],
    ['utilisation', '.9', 0.9],
    ['utilisation', 1, 1],
    ['overheadGib', '0', 0],
    ['scaleBytes', 0, 0],
    ['users', 1_000_000_000n, 1_000_000_000],
  ] as const)('%s reads %s', (field, value, number) => {
    expect(readCostField(field, value)).toEqual({ ok: true, value: number });
  });

  test('takes its limits and nothing beyond them', () => {
    for (const field of FIELDS) {
      const { least, most, whole } = COST_FIELDS[field];
      const takesLeast = !('aboveLeast' in COST_FIELDS[field]);
      expect(readCostField(field, most).ok).toBe(true);
      expect(readCostField(field, least).ok).toBe(takesLeast);
      expect([readCostField(field, most + 1).ok, readCostField(field, least - 1).ok]).toEqual([false, false]);
      expect(readCostField(field, least + 0.5).ok).toBe(!whole);
    }
  });

  test('gives a number within its limits, or one sentence, whatever is typed or handed over', () => {
    const typed = fc.oneof(fc.anything(), fc.string(), fc.double().map(String), fc.stringMatching(/^[0-9,.e+-]*$/));
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), typed, (field, value) => {
        const outcome = readCostField(field, value);
        if (!outcome.ok) {
          expect(outcome.reason).toMatch(/^(The|A|d_model|Elements) .*\.$/u);
          expect(outcome.reason.length).toBeLessThan(200);
        } else {
          const { least, most } = COST_FIELDS[field];
          expect(outcome.value >= least && outcome.value <= most).toBe(true);
        }
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('is not looked at among others if it is absent, and the first wrong one is told', () => {
    expect(firstProblem({ gpus: 8, users: undefined, blockSize: 16 })).toBeNull();
    expect(firstProblem({ gpus: 8, users: 0, blockSize: 0 })).toMatch(/^The number of users .* not 0\.$/);
  });
});

describe('KV heads', () => {
  test('have to divide the query heads', () => {
    expect(checkHeads(32, 8)).toEqual({ ok: true, value: 8 });
    expect(checkHeads(32, 3)).toEqual({
      ok: false,
      reason: '3 KV heads do not divide 32 query heads: use 1, 2, 4, 8, 16 or 32.',
    });
    expect(checkHeads(1, 64)).toEqual({ ok: false, reason: '64 KV heads do not divide 1 query head: use 1.' });
  });
});
