import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kvCacheBytes } from '../kvCache.ts';
import { bytesOf, compareBytes } from './allocatedCache.ts';

const cache = { capacity: 24, layers: 1, numKvHeads: 4, headDim: 16 };

test('bytes are those of K and V in float32', () => {
  expect(bytesOf(cache, 12)).toBe(2 * 12 * 4 * 16 * 4);
  fc.assert(
    fc.property(fc.nat(128), fc.nat(64), fc.nat(512), fc.nat(2), (tokens, numKvHeads, headDim, layers) => {
      const sizes = { numKvHeads, headDim, layers };
      const expected = kvCacheBytes({ ...sizes, tokens, sequences: 1, bytesPerElement: 4 });
      expect(bytesOf({ ...sizes, capacity: 128 }, tokens)).toBe(expected);
    }),
  );
});

test('what the backend holds stands beside the formula, and is equal to it', () => {
  const formula = '2 × 24 tokens × 4 KV heads × 16 × 4 B = 12,288 B';
  expect(compareBytes(cache, 12_288, true)).toEqual({ formula, verdict: 'equal', isEqual: true });
  expect(compareBytes(cache, 12_288, false)).toEqual({ formula, verdict: 'equal', isEqual: true });
});

test('two layers, and one token or head of each, are called what they are', () => {
  expect(compareBytes({ ...cache, layers: 2 }, 24_576, true)).toMatchObject({
    formula: '2 × 2 layers × 24 tokens × 4 KV heads × 16 × 4 B = 24,576 B',
    isEqual: true,
  });
  expect(compareBytes({ ...cache, capacity: 1, numKvHeads: 1 }, 128, true).formula).toBe(
    '2 × 1 token × 1 KV head × 16 × 4 B = 128 B',
  );
});

test('on WebGL, and there alone, a head that fills no whole texels is padded, and said to be', () => {
  const narrow = { ...cache, headDim: 6 };
  expect(compareBytes(narrow, 6_144, true)).toEqual({
    formula: '2 × 24 tokens × 4 KV heads × 8 × 4 B = 6,144 B',
    verdict:
      'equal, with padding: on WebGL a texel has 4 values, so that a head_dim of 6 takes the room of 8. Without it: 4,608 B',
    isEqual: true,
  });
  expect(compareBytes(narrow, 4_608, false)).toMatchObject({ verdict: 'equal' });
  expect(compareBytes(narrow, 6_144, false)).toMatchObject({ isEqual: false });
  expect(compareBytes({ ...cache, headDim: 1 }, 3_072, true)).toMatchObject({ isEqual: true });
});

test('a difference that nothing explains is shown as one', () => {
  expect(compareBytes(cache, 12_292, true)).toMatchObject({
    verdict: 'not equal: 4 B more than the formula says',
    isEqual: false,
  });
  expect(compareBytes({ ...cache, headDim: 6 }, 4_608, true)).toMatchObject({
    verdict: 'not equal: 1,536 B fewer than the formula says',
    isEqual: false,
  });
});
