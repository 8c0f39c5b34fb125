import { describe, expect, it } from 'vitest';
import { byBytes, cacheLines, mostBytesAt } from './lines.ts';

const setup = (numHeads: number, numKvHeads: number) => ({
  shape: { dModel: 256, numHeads, numKvHeads },
  layers: 1,
  sequences: 1,
  bytesPerElement: 4,
});

describe('cacheLines', () => {
  it("gives the document's bytes at its 10 tokens", () => {
    const bytes = cacheLines(setup(16, 4)).map((line) => [line.name, line.bytesAt(10)]);
    expect(bytes).toEqual([
      ['MHA', 20_480],
      ['GQA', 5_120],
      ['MQA', 1_280],
      ['8 KV heads', 10_240],
      ['2 KV heads', 2_560],
    ]);
  });
  it('keeps three lines where GQA coincides with MQA', () => {
    expect(cacheLines(setup(4, 1)).map((line) => line.name)).toEqual(['MHA', 'GQA', 'MQA', '2 KV heads']);
  });
  it('has nothing but the three with one head', () => {
    expect(cacheLines(setup(1, 1)).map((line) => line.numKvHeads)).toEqual([1, 1, 1]);
  });
});

describe('byBytes', () => {
  it('lists the largest cache first', () => {
    expect(byBytes(cacheLines(setup(16, 4))).map((line) => line.numKvHeads)).toEqual([16, 8, 4, 2, 1]);
  });
});

it('takes the largest cache at a length to decide the unit of all', () => {
  // 2 (K and V) × 16 KV heads × 16 (d_head) × 10 tokens × 4 bytes
  expect(mostBytesAt(cacheLines(setup(16, 4)), 10)).toBe(20_480);
});
