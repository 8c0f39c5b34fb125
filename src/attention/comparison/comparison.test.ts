import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, type HeadMaps, openComparison } from './comparison.ts';

function compare(heads: readonly HeadMaps[], sequenceLength: number, causal: boolean, order?: number[]): Comparison {
  const comparison = openComparison({ numHeads: heads.length, sequenceLength, causal });
  for (const head of order ?? heads.keys()) for (const _ of comparison.add(head, heads[head] as HeadMaps));
  return comparison.finish();
}

const everywhere = (map: Float32Array): HeadMaps => ({ mha: map, gqa: map, mqa: map });

describe('tiny maps, worked by hand', () => {
  /** Two heads, two tokens, no mask: rows (½, ½) and (1, 0) in head 0; (1, 0) and (1, 0) in head 1. */
  const heads = [everywhere(Float32Array.of(0.5, 0.5, 1, 0)), everywhere(Float32Array.of(1, 0, 1, 0))];

  it('averages the distance over rows', () => {
    const { similarities, tellingRows, comparedRows } = compare(heads, 2, false);
    expect([tellingRows, comparedRows]).toEqual([2, 2]);
    const distance = Math.sqrt(1.5 - 0.75 * Math.log2(3));
    expect(similarities.gqa[1]).toBeCloseTo(1 - distance / 2, 14);
  });

  it('leaves out the row with one visible key, and whatever stands in masked cells', () => {
    const masked = [everywhere(Float32Array.of(1, 0, 0.5, 0.5)), everywhere(Float32Array.of(1, 0, 1, 0))];
    const { similarities, tellingRows } = compare(masked, 2, true);
    expect(tellingRows).toBe(1);
    expect(similarities.mha[1]).toBeCloseTo(1 - Math.sqrt(1.5 - 0.75 * Math.log2(3)), 14);
  });

  it('has no row to compare in a text of one token', () => {
    const { tellingRows, comparedRows, differences } = compare([everywhere(Float32Array.of(1))], 1, true);
    expect([tellingRows, comparedRows]).toEqual([0, 0]);
    expect(differences['gqa-mha'].meanDistances).toEqual(Float64Array.of(0));
  });

  it('takes the earlier mechanism from the later, head by head', () => {
    const mha = Float32Array.of(0.5, 0.5, 1, 0);
    const gqa = Float32Array.of(1, 0, 0.75, 0.25);
    const mqa = Float32Array.of(0, 1, 0.75, 0.25);
    const { differences } = compare([{ mha, gqa, mqa }], 2, false);
    expect([...differences['gqa-mha'].cells]).toEqual([0.5, -0.5, -0.25, 0.25]);
    expect([...differences['mqa-mha'].cells]).toEqual([-0.5, 0.5, -0.25, 0.25]);
    expect([...differences['mqa-gqa'].cells]).toEqual([-1, 1, 0, 0]);
    expect(differences['mqa-gqa'].meanDistances[0]).toBe(0.5);
    expect(differences['gqa-mha'].largestOverall[0]).toMatchObject({
      queryPosition: 0,
      keyPosition: 0,
      of: 1,
      from: 0.5,
    });
  });
});

/** 1 … 5 heads over 2 … 5 tokens; rows of softmax weights, what is masked set to 0. */
const runs = fc
  .record({
    numHeads: fc.integer({ min: 1, max: 5 }),
    sequenceLength: fc.integer({ min: 2, max: 5 }),
    causal: fc.boolean(),
    seed: fc.nat({ max: 1000 }),
  })
  .map(({ numHeads, sequenceLength, causal, seed }) => {
    const map = (head: number) => {
      const cells = new Float32Array(sequenceLength ** 2);
      for (let row = 0; row < sequenceLength; row++) {
        const keys = causal ? row + 1 : sequenceLength;
        const scores = Array.from({ length: keys }, (_, key) =>
          Math.exp(4 * Math.sin(seed + 7 * head + 3 * row + key)),
        );
        const sum = scores.reduce((total, score) => total + score, 0);
        for (const [key, score] of scores.entries()) cells[row * sequenceLength + key] = score / sum;
      }
      return cells;
    };
    const heads = Array.from({ length: numHeads }, (_, head) => everywhere(map(head)));
    return { heads, sequenceLength, causal, numHeads };
  });

describe('a similarity matrix', () => {
  it('is symmetric, 1 on the diagonal and within 0 and 1', () => {
    fc.assert(
      fc.property(runs, ({ heads, sequenceLength, causal, numHeads }) => {
        const { mha } = compare(heads, sequenceLength, causal).similarities;
        for (let a = 0; a < numHeads; a++) {
          expect(mha[a * numHeads + a]).toBe(1);
          for (let b = 0; b < numHeads; b++) {
            expect(mha[a * numHeads + b]).toBe(mha[b * numHeads + a]);
            expect(mha[a * numHeads + b]).toBeGreaterThanOrEqual(0);
            expect(mha[a * numHeads + b]).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('is 1 between equal heads', () => {
    fc.assert(
      fc.property(runs, ({ heads, sequenceLength, causal, numHeads }) => {
        const twice = [...heads, ...heads];
        const { gqa } = compare(twice, sequenceLength, causal).similarities;
        for (let head = 0; head < numHeads; head++) expect(gqa[head * 2 * numHeads + numHeads + head]).toBe(1);
      }),
    );
  });

  it('moves with the heads when they change places, and is the same in whatever order they come', () => {
    fc.assert(
      fc.property(runs, ({ heads, sequenceLength, causal, numHeads }) => {
        const { mqa } = compare(heads, sequenceLength, causal).similarities;
        const backwards = [...heads].reverse();
        const turned = compare(backwards, sequenceLength, causal).similarities.mqa;
        // Turning the order of heads around turns the whole matrix around.
        expect([...turned].reverse()).toEqual([...mqa]);
        const lastFirst = [...heads.keys()].reverse();
        expect(compare(heads, sequenceLength, causal, lastFirst).similarities.mqa).toEqual(mqa);
        expect(mqa).toHaveLength(numHeads ** 2);
      }),
    );
  });
});
