import { describe, expect, it } from 'vitest';
import { comparedRows, tellingRows, visibleKeys } from './rows.ts';

describe('the rows that tell', () => {
  it('leaves out the first under the mask: it sees itself alone', () => {
    expect(tellingRows({ sequenceLength: 4, causal: true })).toEqual({ first: 1, count: 3 });
    expect(visibleKeys(0, { sequenceLength: 4, causal: true })).toBe(1);
  });

  it('are all of them without a mask', () => {
    expect(tellingRows({ sequenceLength: 4, causal: false })).toEqual({ first: 0, count: 4 });
    expect(visibleKeys(0, { sequenceLength: 4, causal: false })).toBe(4);
  });

  it.each([true, false])('are none in a text of one token (causal: %s)', (causal) => {
    expect(tellingRows({ sequenceLength: 1, causal }).count).toBe(0);
    expect(comparedRows({ numHeads: 16, sequenceLength: 1, causal }, 3)).toHaveLength(0);
  });
});

describe('the rows that are compared', () => {
  it('are all that tell, for 16 heads of 512 tokens', () => {
    const rows = comparedRows({ numHeads: 16, sequenceLength: 512, causal: false }, 3);
    expect([...rows]).toEqual(Array.from({ length: 512 }, (_, row) => row));
    const masked = comparedRows({ numHeads: 16, sequenceLength: 512, causal: true }, 3);
    expect([...masked]).toEqual(Array.from({ length: 511 }, (_, row) => row + 1));
  });

  it.each([
    [64, 512],
    [16, 2048],
    [4, 2048],
    [64, 2048],
  ])('are evenly spaced ones within both budgets, for %i heads of %i tokens', (numHeads, sequenceLength) => {
    const rows = comparedRows({ numHeads, sequenceLength, causal: true }, 3);
    const keys = rows.reduce((sum, row) => sum + row + 1, 0);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(sequenceLength - 1);
    // Evenly spaced rows see as many keys as all do on average, but for rounding.
    expect(keys * numHeads * 3 * 4).toBeLessThan(1.01 * 64 * 2 ** 20);
    expect(((keys * numHeads * (numHeads - 1)) / 2) * 3).toBeLessThan(1.01 * 2 ** 27);
    const gaps = [...rows].slice(1).map((row, index) => row - (rows[index] as number));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    expect(rows[0]).toBeGreaterThanOrEqual(1);
    expect(rows.at(-1)).toBeLessThan(sequenceLength);
  });

  it('cost nothing to pair where there is one head, and are still bounded by their bytes', () => {
    const rows = comparedRows({ numHeads: 1, sequenceLength: 2048, causal: false }, 3);
    expect(rows).toHaveLength(2048);
  });
});
