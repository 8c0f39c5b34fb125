import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FUZZ_RUNS } from '../testing/fuzzRuns.ts';
import { bytesOfGib, timesDecimal } from './decimal.ts';

// The same cases at every run.
fc.configureGlobal({ seed: 1 });

describe('a count times a decimal number', () => {
  test('is exact to the last digit that the number prints', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.nat(99_999), fc.nat(5), (count, digits, places) => {
        const factor = Number(`${digits}e-${places}`);
        expect(timesDecimal(count, factor)).toBe((count * BigInt(digits)) / 10n ** BigInt(places));
      }),
      { numRuns: Math.ceil(FUZZ_RUNS / 5) },
    );
  });

  test('takes 0.9 for nine tenths, where a double would not', () => {
    expect(timesDecimal(10n ** 17n, 0.9)).toBe(9n * 10n ** 16n);
    expect(timesDecimal(10n ** 18n + 10n, 0.7)).toBe(700_000_000_000_000_007n);
  });

  test('reads numbers that print with an exponent', () => {
    expect(timesDecimal(10n ** 8n, 1.5e-7)).toBe(15n);
    expect(timesDecimal(3n, 1e21)).toBe(3n * 10n ** 21n);
    expect(timesDecimal(7n, 0)).toBe(0n);
  });

  test('turns GiB to bytes, rounded down', () => {
    expect([0, 1, 23.58, 0.0000000001].map(bytesOfGib)).toEqual([0n, 1_073_741_824n, 25_318_832_209n, 0n]);
  });
});
