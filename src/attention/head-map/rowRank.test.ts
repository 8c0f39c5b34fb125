import { describe, expect, it } from 'vitest';
import type { HeadMap } from './headMap.ts';
import { rowRank, rowSum } from './rowRank.ts';

const causal: HeadMap = {
  sequenceLength: 3,
  causal: true,
  weights: Float32Array.of(1, 0, 0, 0.25, 0.75, 0, 0.25, 0.5, 0.25),
};

describe('rowRank', () => {
  it('counts from the row’s largest weight', () => {
    expect(rowRank(causal, 1, 1)).toEqual({ rank: 1, ties: 0, visible: 2 });
    expect(rowRank(causal, 1, 0)).toEqual({ rank: 2, ties: 0, visible: 2 });
  });
  it('gives equal weights the same rank and says how many they are', () => {
    expect(rowRank(causal, 2, 0)).toEqual({ rank: 2, ties: 1, visible: 3 });
    expect(rowRank(causal, 2, 2)).toEqual({ rank: 2, ties: 1, visible: 3 });
  });
  it('ranks no masked key, and counts none among the visible', () => {
    expect(rowRank(causal, 0, 1)).toBeNull();
    expect(rowRank(causal, 0, 0)).toEqual({ rank: 1, ties: 0, visible: 1 });
  });
  it('takes every key for visible without a mask', () => {
    expect(rowRank({ ...causal, causal: false }, 0, 2)).toEqual({ rank: 2, ties: 1, visible: 3 });
  });
});

describe('rowSum', () => {
  it('adds up the query’s own row', () => {
    expect([0, 1, 2].map((query) => rowSum(causal, query))).toEqual([1, 1, 1]);
  });
});
