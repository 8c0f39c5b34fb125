import { expect, it } from 'vitest';
import { weightText } from './weightText.ts';

const pooled = {
  shortName: 'GQA',
  numHeads: 2,
  numKvHeads: 1,
  sequenceLength: 2,
  stride: 2,
  side: 1,
  cells: Float32Array.of(1, 0.75),
  causal: true,
};
const cell = { queryHead: 1, queryPosition: 1, keyPosition: 0 };

it('says a bound until the exact weight is here', () => {
  expect(weightText(pooled, cell)).toBe('at most 0.750');
  const focused = { queryHead: 1, attentionWeights: Float32Array.of(1, 0, 0.25, 0.75) };
  expect(weightText({ ...pooled, focused }, cell)).toBe('0.250');
});

it('says nothing twice where the bound itself is one', () => {
  expect(weightText({ ...pooled, cells: Float32Array.of(1, 0.0004) }, cell)).toBe('< 0.001');
});

it('says masked where it is', () => {
  expect(weightText(pooled, { ...cell, queryPosition: 0, keyPosition: 1 })).toBe('masked');
});
