import { expect, test } from 'vitest';
import type { RunConfig } from '../types.ts';
import { assertMapSide, assertPosition, assertQueryHead, assertRunnable } from './validate.ts';

const config: RunConfig = {
  dModel: 256,
  numHeads: 8,
  numKvHeads: 2,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};
const refusal = (change: Partial<RunConfig>) => () => assertRunnable(['a'], { ...config, ...change });

test('lets through what can be run, one token and 6 heads over 3 KV heads included', () => {
  expect(() => assertRunnable(['a'], config)).not.toThrow();
  expect(refusal({ dModel: 48, numHeads: 6, numKvHeads: 3, seed: 2 ** 32 - 1 })).not.toThrow();
});

test('names KV heads that do not divide the query heads, and those that do', () => {
  expect(refusal({ numKvHeads: 3 })).toThrow('3 KV heads do not divide 8 query heads: use 1, 2, 4 or 8.');
  expect(refusal({ numHeads: 1, numKvHeads: 2 })).toThrow('2 KV heads do not divide 1 query head: use 1.');
});

test('names query heads that do not divide d_model', () => {
  expect(refusal({ numHeads: 7, numKvHeads: 1 })).toThrow('7 query heads do not divide a d_model of 256.');
});

test('refuses sizes that are not positive integers', () => {
  expect(refusal({ numKvHeads: 0 })).toThrow('KV heads must be a positive integer, not 0.');
  expect(refusal({ numHeads: 2.5 })).toThrow('Query heads must be a positive integer, not 2.5.');
  expect(refusal({ dModel: Number.NaN })).toThrow('d_model must be a positive integer, not NaN.');
});

test('refuses seeds beyond 32 bits and unknown rules', () => {
  expect(refusal({ seed: 2 ** 32 })).toThrow('The seed 4294967296 is not an integer from 0 to 4,294,967,295.');
  expect(refusal({ seed: 0.5 })).toThrow('The seed 0.5');
  expect(refusal({ kvRule: 'sum' as RunConfig['kvRule'] })).toThrow('"sum"');
});

test('refuses no tokens and more than 2,048', () => {
  expect(() => assertRunnable([], config)).toThrow('There are no tokens');
  expect(() => assertRunnable(Array<string>(2049).fill('a'), config)).toThrow('2,049 tokens are more than the 2,048');
});

test('names a query head that is not there, and those that are', () => {
  expect(() => assertQueryHead(15, 16)).not.toThrow();
  expect(() => assertQueryHead(16, 16)).toThrow('There is no query head 16: they are 0 to 15.');
  expect(() => assertQueryHead(-1, 16)).toThrow('There is no query head -1');
});

test('refuses maps without a cell', () => {
  expect(() => assertMapSide(0)).toThrow('Cells per side of a map must be a positive integer, not 0.');
});

test('names a position without a token, and those with one', () => {
  expect(() => assertPosition(9, 10)).not.toThrow();
  expect(() => assertPosition(10, 10)).toThrow('There is no token at position 10: they are 0 to 9.');
  expect(() => assertPosition(0.5, 10)).toThrow('There is no token at position 0.5');
});
