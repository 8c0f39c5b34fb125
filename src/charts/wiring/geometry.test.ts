import { describe, expect, it } from 'vitest';
import { kvCentres, queryCentres, wireEnds } from './geometry.ts';

describe('queryCentres', () => {
  it('spreads the heads evenly', () => expect(queryCentres(4, 20, 100)).toEqual([30, 50, 70, 90]));
  it('centres a single head', () => expect(queryCentres(1, 0, 100)).toEqual([50]));
});

describe('wireEnds', () => {
  const queryX = queryCentres(6, 0, 60);
  it('ends every wire of a group under its middle', () => {
    expect(wireEnds(queryX, { numHeads: 6, numKvHeads: 3 })).toEqual([10, 10, 30, 30, 50, 50]);
  });
  it('leaves the wires of MHA upright', () => expect(wireEnds(queryX, { numHeads: 6, numKvHeads: 6 })).toEqual(queryX));
});

describe('kvCentres', () => {
  it('starts a split where the shared KV head was', () => {
    const shared = wireEnds(queryCentres(4, 0, 40), { numHeads: 4, numKvHeads: 1 });
    expect(kvCentres(shared, { numHeads: 4, numKvHeads: 2 })).toEqual([20, 20]);
  });
});
