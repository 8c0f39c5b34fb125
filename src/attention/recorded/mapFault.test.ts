import { describe, expect, it } from 'vitest';
import { recordedLayer } from '../testing/recordedLayers.ts';
import { mapFault } from './mapFault.ts';

const map = (...rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const third = 1 / 3;

describe('attention', () => {
  it.each<[string, Float32Array, number, boolean]>([
    ['one token', map([1]), 1, true],
    ['a causal map', map([1, 0], [0.25, 0.75]), 2, true],
    ['a map without a mask', map([third, third, third], [0, 0, 1], [1, 0, 0]), 3, false],
    ['a causal map, of a recording that is not', map([1, 0], [0.5, 0.5]), 2, false],
    ['a sliding window', map([1, 0, 0], [0.5, 0.5, 0], [0, 0.5, 0.5]), 3, true],
    ['a negative zero', map([1, -0], [-0, 1]), 2, true],
    ['a sum off by the rounding of float32', map([1.000005]), 1, true],
    ['sums off by four roundings of bfloat16', map([0.5, 0.5 - 2 ** -6], [0.5, 0.5 + 2 ** -6]), 2, false],
  ])('is %s', (_, weights, tokens, causal) => {
    expect(mapFault(weights, tokens, causal)).toBeNull();
  });

  it('is what the reference computes, of any length', () => {
    for (const tokens of [2, 33, 200]) {
      const { weights } = recordedLayer({ numHeads: 1, numKvHeads: 1, tokens });
      expect(mapFault(weights, tokens, true)).toBeNull();
    }
  });
});

describe('no attention', () => {
  it.each<[string, Float32Array, unknown]>([
    ['a row of zeros', map([1, 0], [0, 0]), { kind: 'zeros', query: 1 }],
    ['a row of NaN', map([NaN, NaN], [0.5, 0.5]), { kind: 'notNumbers', query: 0 }],
    ['NaN among numbers', map([1, 0], [0.5, NaN]), { kind: 'notFinite', query: 1, key: 1, value: NaN }],
    ['infinity', map([1, 0], [Infinity, 0]), { kind: 'notFinite', query: 1, key: 0, value: Infinity }],
    ['a weight below 0', map([1, 0], [1.25, -0.25]), { kind: 'negative', query: 1, key: 1, value: -0.25 }],
    [
      'a weight below 0 on a later key',
      map([1.25, -0.25], [1, 0]),
      { kind: 'negative', query: 0, key: 1, value: -0.25 },
    ],
    ['a weight on a later key', map([0.75, 0.25], [0.5, 0.5]), { kind: 'ahead', query: 0, key: 1, value: 0.25 }],
    ['a sum below 1', map([1, 0], [0.5, 0.25]), { kind: 'sum', query: 1, value: 0.75 }],
    ['a sum above 1', map([1.5, 0], [0.5, 0.5]), { kind: 'sum', query: 0, value: 1.5 }],
  ])('is %s', (_, weights, fault) => {
    expect(mapFault(weights, 2, true)).toEqual(fault);
  });

  it('is a sum in float32 that would do in bfloat16', () => {
    const fault = mapFault(map([1, 0], [third, 0.66]), 2, true);
    expect(fault).toEqual({ kind: 'sum', query: 1, value: expect.closeTo(0.99333, 4) });
  });
});
