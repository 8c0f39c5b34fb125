import { expect, it } from 'vitest';
import { DEFAULT_COST } from './defaultCost.ts';
import { fitCost } from './fitCost.ts';

it('leaves each number that its field does not take as it was, and takes the others', () => {
  const asked = {
    ...DEFAULT_COST,
    contextTokens: 0,
    sequences: 1.5,
    utilisation: 1.01,
    blockSize: Number.NaN,
    gpus: 4,
  };
  expect(fitCost(asked, { ...DEFAULT_COST, sequences: 7 })).toEqual({ ...DEFAULT_COST, sequences: 7, gpus: 4 });
});

it('gives back the same object if nothing has changed, so that nothing is drawn again', () => {
  expect(fitCost({ ...DEFAULT_COST, overheadGib: -1 }, DEFAULT_COST)).toBe(DEFAULT_COST);
});
