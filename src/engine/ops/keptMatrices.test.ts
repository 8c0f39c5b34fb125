import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { KeptMatrices } from './keptMatrices.ts';
import type { Matrix } from './ops.ts';

const BYTES = 4 * 6;

/** A matrix of `BYTES` bytes, made with another tensor that nobody wants. */
function build(): Matrix {
  const tensor = tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
  tensor.clone();
  return { rows: 2, cols: 3, tensor };
}

beforeAll(startWasmInNode);

let before = 0;
beforeEach(() => {
  before = memory().numTensors;
});
const tensors = () => memory().numTensors - before;

test('a matrix is built once, and stays until it is freed', () => {
  const kept = new KeptMatrices();
  const once = vi.fn(build);
  const matrix = kept.use('a', once);
  expect(kept.use('a', once)).toBe(matrix);
  expect(once).toHaveBeenCalledOnce();
  expect(matrix).toMatchObject({ rows: 2, cols: 3 });
  expect(kept.has('a')).toBe(true);
  expect(kept.bytes).toBe(BYTES);
  expect(tensors()).toBe(1);
  kept.clear();
  expect(kept.has('a')).toBe(false);
  expect(tensors()).toBe(0);
});

test('what the next request does not need is freed', () => {
  const kept = new KeptMatrices();
  for (const key of 'abc') kept.use(key, build);
  kept.keepOnly(new Set('bd'));
  expect([...'abcd'].filter((key) => kept.has(key))).toEqual(['b']);
  expect(tensors()).toBe(1);
  kept.clear();
});

test('everything is freed if what is needed is more than the budget', () => {
  const kept = new KeptMatrices();
  for (const key of 'ab') kept.use(key, build);
  kept.keepOnly(new Set('ab'), 2 * BYTES);
  expect(tensors()).toBe(2);
  kept.keepOnly(new Set('ab'), 2 * BYTES - 1);
  expect(tensors()).toBe(0);
});

test('what is lent is neither built again nor freed by the borrower', () => {
  const lender = new KeptMatrices();
  const borrower = new KeptMatrices(lender);
  const lent = lender.use('a', build);
  expect(borrower.use('a', build)).toBe(lent);
  borrower.use('b', build);
  expect([lender.bytes, borrower.bytes]).toEqual([BYTES, BYTES]);
  expect(lender.has('b')).toBe(false);
  borrower.clear();
  expect(tensors()).toBe(1);
  expect(lender.has('a')).toBe(true);
  lender.clear();
});
