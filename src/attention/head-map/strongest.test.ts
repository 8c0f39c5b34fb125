import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headMapOf } from '../testing/headMapOf.ts';
import { type HeadMap, visibleKeys } from './headMap.ts';
import { type Link, type LinkChoice, strongestLinks, strongestOf } from './strongest.ts';

const EVERYTHING: LinkChoice = { queries: [], key: null };

const map: HeadMap = {
  sequenceLength: 3,
  causal: true,
  weights: Float32Array.of(1, 0, 0, 0.25, 0.75, 0, 0.25, 0.5, 0.25),
};
const cells = (links: readonly Link[]) => links.map((link) => [link.queryPosition, link.keyPosition]);

describe('strongestLinks', () => {
  it('keeps the largest weights, weakest first', () => {
    const { links, total } = strongestLinks(map, 3, EVERYTHING);
    expect(cells(links)).toEqual([
      [2, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(links.map((link) => link.weight)).toEqual([0.5, 0.75, 1]);
    expect(total).toBe(6);
  });
  it('keeps the earlier query, then the earlier key, of equal weights', () => {
    expect(cells(strongestLinks(map, 5, EVERYTHING).links)).toEqual([
      [2, 0],
      [1, 0],
      [2, 1],
      [1, 1],
      [0, 0],
    ]);
  });
  it('chooses among the rows of some queries', () => {
    const { links, total } = strongestLinks(map, 2, { queries: [1, 2], key: null });
    expect(cells(links)).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(total).toBe(5);
  });
  it('chooses among the links to one key, which no earlier query has under the mask', () => {
    const { links, total } = strongestLinks(map, 9, { queries: [], key: 1 });
    expect(cells(links)).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(total).toBe(2);
  });
  it('gives all where the budget is large enough, and none for a budget of 0', () => {
    expect(strongestLinks(map, 600, EVERYTHING).links).toHaveLength(6);
    expect(strongestLinks(map, 0, EVERYTHING)).toEqual({ links: [], total: 6 });
  });
  it('agrees with sorting every visible weight', () => {
    const parts = fc.array(fc.nat(4), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        parts,
        fc.nat(80),
        (length, causal, shares, budget) => {
          const drawn = headMapOf(length, causal, shares);
          const { links } = strongestLinks(drawn, budget, EVERYTHING);
          expect(links).toEqual(everyLink(drawn).slice(0, budget).reverse());
        },
      ),
    );
  });
});

/** Strongest first. */
function everyLink(drawn: HeadMap): Link[] {
  const { sequenceLength, weights } = drawn;
  const all = Array.from({ length: sequenceLength ** 2 }, (_, cell) => ({
    queryPosition: Math.floor(cell / sequenceLength),
    keyPosition: cell % sequenceLength,
    weight: weights[cell] ?? 0,
  })).filter((link) => link.keyPosition < visibleKeys(drawn, link.queryPosition));
  // Stable: equal weights keep the order of queries, then keys.
  return all.sort((a, b) => b.weight - a.weight);
}

describe('strongestOf', () => {
  it('is the place of the largest weight, the first of equal ones', () => {
    expect(strongestOf(Float32Array.of(0.1, 0.4, 0.1, 0.4))).toBe(1);
    expect(strongestOf(Float32Array.of(0.1, 0.2, 0.7))).toBe(2);
  });
  it('is 0 where there is none to choose', () => expect(strongestOf(new Float32Array())).toBe(0));
});
