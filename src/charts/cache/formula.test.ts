import { describe, expect, test } from 'vitest';
import type { KvCacheSize } from '../../attention/kvCache.ts';
import { kvCacheFormula } from './formula.ts';

const demo: KvCacheSize = { layers: 1, numKvHeads: 4, headDim: 16, tokens: 10, sequences: 1, bytesPerElement: 4 };

describe('the KV cache formula', () => {
  test('prints every factor with its unit, one of a thing in the singular', () => {
    expect(kvCacheFormula(demo)).toBe('2 × 1 layer × 4 KV heads × 16 d_k × 10 tokens × 1 sequence × 4 B = 5,120 B');
    expect(kvCacheFormula({ ...demo, layers: 2, numKvHeads: 1, tokens: 1, sequences: 3, bytesPerElement: 0.5 })).toBe(
      '2 × 2 layers × 1 KV head × 16 d_k × 1 token × 3 sequences × 0.5 B = 96 B',
    );
  });

  test('is exact beyond 2⁵³, where a number would end in invented digits', () => {
    const large = { layers: 1023, numKvHeads: 16, headDim: 64, tokens: 2047, sequences: 999_999, bytesPerElement: 4 };
    expect(kvCacheFormula(large)).toMatch(/ = 17,154,694,397,288,448 B \(15,\d{3} TiB\)$/);
    expect(kvCacheFormula({ ...large, tokens: 131_071, sequences: 999_983 })).toContain(
      '= 1,098,410,832,234,405,888 B (',
    );
  });

  test('rounds up before it doubles where K and V end within a byte', () => {
    expect(kvCacheFormula({ ...demo, numKvHeads: 1, headDim: 1, tokens: 5, bytesPerElement: 0.5 })).toBe(
      '2 × ⌈1 layer × 1 KV head × 1 d_k × 5 tokens × 1 sequence × 0.5 B⌉ = 6 B',
    );
  });

  test('adds the binary unit to a large exact count', () => {
    const llama = { layers: 32, numKvHeads: 8, headDim: 128, tokens: 8192, sequences: 1, bytesPerElement: 2 };
    expect(kvCacheFormula(llama)).toBe(
      '2 × 32 layers × 8 KV heads × 128 d_k × 8,192 tokens × 1 sequence × 2 B = 1,073,741,824 B (1 GiB)',
    );
  });
});
