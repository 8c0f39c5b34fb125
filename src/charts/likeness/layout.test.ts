import { describe, expect, it } from 'vitest';
import { matrixLayout } from './layout.ts';

describe('a matrix', () => {
  it('fills the width beside its numbers', () => {
    const { left, side, width } = matrixLayout(200, 11, 16, false);
    expect(left + side + 1).toBeCloseTo(200, 12);
    expect(width).toBeCloseTo(200, 12);
  });

  it('has room for a tree only where there is one', () => {
    expect(matrixLayout(200, 11, 16, false).tree).toBe(0);
    expect(matrixLayout(200, 11, 16, true).height - matrixLayout(200, 11, 16, false).height).toBe(33);
  });

  it('thins its numbers out where they would overlap', () => {
    for (const numHeads of [1, 2, 16, 64]) {
      const { cell, step, left } = matrixLayout(180, 11, numHeads, false);
      expect(cell * step).toBeGreaterThanOrEqual(Math.min(left, cell * numHeads) - 1e-9);
    }
    expect(matrixLayout(600, 11, 8, false).step).toBe(1);
  });

  it('does not grow beyond what it takes to read it', () => {
    expect(matrixLayout(2000, 11, 4, false).side).toBe(440);
  });
});
