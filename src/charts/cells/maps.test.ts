import { describe, expect, it } from 'vitest';
import { largestAround, type Maps, strongestInRow, weightAt } from './maps.ts';

describe('weightAt', () => {
  /** Weight 0.h q k of head h, query q, key k: each cell tells where it was read. */
  const maps: Maps = {
    shortName: 'GQA',
    numHeads: 6,
    numKvHeads: 3,
    sequenceLength: 3,
    stride: 1,
    side: 3,
    cells: Float32Array.from({ length: 54 }, (_, i) => {
      return Math.floor(i / 9) / 10 + (Math.floor(i / 3) % 3) / 100 + (i % 3) / 1000;
    }),
    causal: true,
  };
  const at = (queryHead: number, queryPosition: number, keyPosition: number) =>
    weightAt(maps, { queryHead, queryPosition, keyPosition });

  it('reads query head, query position, key position in that order', () => {
    expect(at(5, 2, 1)).toBeCloseTo(0.521, 6);
    expect(at(0, 1, 0)).toBeCloseTo(0.01, 6);
  });

  it('has no weight where the key comes after the query, unless nothing is masked', () => {
    expect(at(5, 0, 2)).toBeNull();
    expect(weightAt({ ...maps, causal: false }, { queryHead: 5, queryPosition: 0, keyPosition: 2 })).toBeCloseTo(
      0.502,
      6,
    );
  });

  it('has no weight outside the maps, where the index would read another row or head', () => {
    expect([
      at(6, 0, 0),
      at(0, 3, 0),
      weightAt({ ...maps, causal: false }, { queryHead: 0, queryPosition: 0, keyPosition: 3 }),
    ]).toEqual([null, null, null]);
  });
});

describe('a pooled map', () => {
  /** Two heads of 5 tokens in blocks of 2 × 2. */
  const pooled: Maps = {
    shortName: 'MQA',
    numHeads: 2,
    numKvHeads: 1,
    sequenceLength: 5,
    stride: 2,
    side: 3,
    cells: Float32Array.from({ length: 18 }, (_, i) => i / 100),
    causal: true,
    focused: { queryHead: 1, attentionWeights: Float32Array.from({ length: 25 }, (_, i) => i / 1000) },
  };

  it('knows the exact weight in the focused head alone', () => {
    expect(weightAt(pooled, { queryHead: 1, queryPosition: 4, keyPosition: 3 })).toBeCloseTo(0.023, 6);
    expect(weightAt(pooled, { queryHead: 0, queryPosition: 4, keyPosition: 3 })).toBeUndefined();
  });

  it('knows what is masked without it, inside a block on the diagonal, too', () => {
    expect(weightAt(pooled, { queryHead: 0, queryPosition: 2, keyPosition: 3 })).toBeNull();
  });

  it('gives the largest weight of the block around a cell, and none where all of it is masked', () => {
    expect(largestAround(pooled, { queryHead: 1, queryPosition: 4, keyPosition: 3 })).toBeCloseTo(0.16, 6);
    expect(largestAround(pooled, { queryHead: 0, queryPosition: 2, keyPosition: 3 })).toBeCloseTo(0.04, 6);
    expect(largestAround(pooled, { queryHead: 0, queryPosition: 1, keyPosition: 2 })).toBeNull();
    expect(largestAround(pooled, { queryHead: 0, queryPosition: 5, keyPosition: 0 })).toBeNull();
  });
});

describe('strongestInRow', () => {
  const maps = { shortName: 'GQA', numHeads: 2, numKvHeads: 1, sequenceLength: 3, stride: 1, side: 3, causal: true };
  const cells = Float32Array.of(...[1, 0, 0, 0.2, 0.8, 0, 0.1, 0.2, 0.7], ...[1, 0, 0, 0.6, 0.4, 0, 0.1, 0.6, 0.3]);

  it('is the cell that gets most of its query, in that head', () => {
    expect(strongestInRow({ ...maps, cells }, { queryHead: 0, queryPosition: 1, keyPosition: 0 }).keyPosition).toBe(1);
    expect(strongestInRow({ ...maps, cells }, { queryHead: 1, queryPosition: 2, keyPosition: 2 })).toEqual({
      queryHead: 1,
      queryPosition: 2,
      keyPosition: 1,
    });
  });

  it('never looks behind the mask, nor into another row', () => {
    const all = cells.map((weight) => weight || 9);
    expect(
      strongestInRow({ ...maps, cells: all }, { queryHead: 0, queryPosition: 1, keyPosition: 2 }).keyPosition,
    ).toBe(1);
    const open = { ...maps, causal: false, cells: all };
    expect(strongestInRow(open, { queryHead: 0, queryPosition: 1, keyPosition: 0 }).keyPosition).toBe(2);
  });

  it('takes the head’s own weights where the map has blocks, and the largest block until they are here', () => {
    const pooled = {
      ...maps,
      numHeads: 1,
      sequenceLength: 4,
      stride: 2,
      side: 2,
      cells: Float32Array.of(1, 0, 0.3, 0.6),
    };
    const cell = { queryHead: 0, queryPosition: 3, keyPosition: 0 };
    expect(strongestInRow(pooled, cell).keyPosition).toBe(2);
    const attentionWeights = Float32Array.of(...Array(12).fill(0), 0.1, 0.3, 0, 0.6);
    const focused = { queryHead: 0, attentionWeights };
    expect(strongestInRow({ ...pooled, focused }, cell).keyPosition).toBe(3);
    expect(strongestInRow({ ...pooled, focused: { ...focused, queryHead: 1 } }, cell).keyPosition).toBe(2);
  });
});
