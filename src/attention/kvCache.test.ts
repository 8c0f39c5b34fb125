import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesPerElement, exactKvCacheBytes, type KvCacheSize, kvCacheBytes } from './kvCache.ts';

const demo: KvCacheSize = { layers: 1, numKvHeads: 4, headDim: 16, tokens: 10, sequences: 1, bytesPerElement: 4 };

describe('KV cache bytes', () => {
  test('are 20,480, 5,120 and 1,280 for MHA, GQA and MQA on the first picture', () => {
    expect([16, 4, 1].map((numKvHeads) => kvCacheBytes({ ...demo, numKvHeads }))).toEqual([20_480, 5_120, 1_280]);
  });

  test('are linear in each factor', () => {
    const factor = fc.constantFrom(...(Object.keys(demo) as (keyof KvCacheSize)[]));
    fc.assert(
      fc.property(factor, fc.integer({ min: 0, max: 1000 }), (name, times) => {
        expect(kvCacheBytes({ ...demo, [name]: demo[name] * times })).toBe(kvCacheBytes(demo) * times);
      }),
    );
  });

  test('are counted to the last one from 2⁵³ on', () => {
    const large = { layers: 1023, numKvHeads: 16, headDim: 64, tokens: 2047, sequences: 999_999, bytesPerElement: 4 };
    expect(exactKvCacheBytes(large)).toBe(17_154_694_397_288_448n);
    expect(exactKvCacheBytes({ ...large, tokens: 131_071, sequences: 999_983 })).toBe(1_098_410_832_234_405_888n);
    const edge = { ...demo, headDim: 1, numKvHeads: 1, tokens: 2 ** 26, sequences: 2 ** 25 };
    expect(exactKvCacheBytes({ ...edge, bytesPerElement: 1 })).toBe(2 ** 52);
    expect(exactKvCacheBytes({ ...edge, bytesPerElement: 2 })).toBe(2n ** 53n);
    expect(kvCacheBytes({ ...edge, bytesPerElement: 2 })).toBe(2 ** 53);
  });

  test('of an odd number of int4 elements are whole ones of K, and as many of V', () => {
    const odd = { layers: 1, numKvHeads: 1, headDim: 1, tokens: 5, sequences: 1, bytesPerElement: 0.5 };
    expect(kvCacheBytes(odd)).toBe(6);
    expect(kvCacheBytes({ ...odd, tokens: 6 })).toBe(6);
    expect(kvCacheBytes({ ...odd, layers: 3 })).toBe(16);
    expect(kvCacheBytes({ ...odd, tokens: 0 })).toBe(0);
  });

  test('of one element are 4, 2, 1 and a half', () => {
    expect((['fp32', 'fp16', 'fp8', 'int4'] as const).map(bytesPerElement)).toEqual([4, 2, 1, 0.5]);
  });
});
