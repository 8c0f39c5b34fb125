import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headMapOf } from '../testing/headMapOf.ts';
import { averageRows } from './averageRows.ts';
import type { HeadMap } from './headMap.ts';

const map: HeadMap = {
  sequenceLength: 3,
  causal: true,
  weights: Float32Array.of(1, 0, 0, 0.25, 0.75, 0, 0.25, 0.5, 0.25),
};

describe('averageRows', () => {
  it('counts a masked key as 0, and leaves out keys that all the rows mask', () => {
    expect(averageRows(map, [0, 1])).toEqual({ count: 2, visible: 2, weights: Float64Array.of(0.625, 0.375) });
  });
  it('is the row itself for one row', () => {
    expect(averageRows(map, [2]).weights).toEqual(Float64Array.of(0.25, 0.5, 0.25));
  });
  it('takes all rows where none is named', () => {
    expect(averageRows(map, [])).toEqual(averageRows(map, [0, 1, 2]));
  });
  it('adds up to 1 whatever rows are averaged', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    const parts = fc.array(fc.nat(50), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.boolean(), parts, fc.array(fc.nat(), { maxLength: 5 }), (length, causal, shares, picks) => {
        const queries = [...new Set(picks.map((pick) => pick % length))];
        const { weights, visible } = averageRows(headMapOf(length, causal, shares), queries);
        expect(weights).toHaveLength(visible);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
      }),
    );
  });
});
