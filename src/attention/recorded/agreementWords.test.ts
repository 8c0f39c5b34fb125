import { expect, it } from 'vitest';
import type { Agreement } from './agreement.ts';
import { agreementWords } from './agreementWords.ts';

const CELL = { queryHead: 3, query: 7, key: 2, recorded: 0.42, recomputed: 0.1125, tolerance: 1e-5 };
const AGREEMENT: Agreement = {
  largestDifference: 2.98e-8,
  cell: CELL,
  cellsBeyond: 0,
  weightBits: 24,
  vectorBits: 24,
  reach: { back: 9, ahead: 0 },
};
const words = (change: Partial<Agreement>) =>
  agreementWords({ ...AGREEMENT, ...change }, { tokens: Array(10).fill({ label: 'a', key: 'a' }) });

it('says how closely maps follow from q and k, and in which type', () => {
  expect(words({})).toBe('The maps follow from q and k: recomputed, they differ by 2.98 × 10⁻⁸ at most.');
  expect(words({ largestDifference: 0 })).toBe('The maps follow from q and k: recomputed, they differ by nothing.');
  expect(words({ largestDifference: 0.003, vectorBits: 8 })).toBe(
    'The maps follow from q and k: recomputed, they differ by 0.00300 at most, within the rounding of bfloat16.',
  );
});

it('names the window that was found', () => {
  expect(words({ reach: { back: 3, ahead: 0 } })).toContain(
    'q and k, each query reading 4 tokens, itself among them: ',
  );
  expect(words({ reach: { back: 0, ahead: 0 } })).toContain('q and k, each query reading itself alone: ');
  expect(words({ reach: { back: 3, ahead: 3 } })).toContain('reading from 3 tokens before it to 3 after it: ');
  expect(words({ reach: { back: 9, ahead: 9 } })).toContain('from q and k: ');
});

it('says where maps do not follow from q and k', () => {
  expect(words({ largestDifference: 0.3075, cellsBeyond: 1 })).toBe(
    'The maps do not follow from q and k alone: 1 weight differs by more than rounding explains, most at query head 3, query 7, key 2: 0.420 recorded, 0.113 recomputed.',
  );
  expect(words({ cellsBeyond: 1200 })).toContain('1,200 weights differ by more');
});
