import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startWasmInNode } from '../training/nodeWasm.ts';
import type { Matrix } from './ops.ts';
import { Retained } from './retained.ts';

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
  const retained = new Retained();
  const once = vi.fn(build);
  const matrix = retained.use('a', once);
  expect(retained.use('a', once)).toBe(matrix);
  expect(once).toHaveBeenCalledOnce();
  expect(matrix).toMatchObject({ rows: 2, cols: 3 });
  expect(retained.has('a')).toBe(true);
  expect(retained.bytes).toBe(BYTES);
  expect(tensors()).toBe(1);
  retained.clear();
  expect(retained.has('a')).toBe(false);
  expect(tensors()).toBe(0);
});

test('what the next request does not need is freed', () => {
  const retained = new Retained();
  for (const key of 'abc') retained.use(key, build);
  retained.keepOnly(new Set('bd'));
  expect([...'abcd'].filter((key) => retained.has(key))).toEqual(['b']);
  expect(tensors()).toBe(1);
  retained.clear();
});

test('everything is freed if what is needed is more than the budget', () => {
  const retained = new Retained();
  for (const key of 'ab') retained.use(key, build);
  retained.keepOnly(new Set('ab'), 2 * BYTES);
  expect(tensors()).toBe(2);
  retained.keepOnly(new Set('ab'), 2 * BYTES - 1);
  expect(tensors()).toBe(0);
});

test('what is lent is neither built again nor freed by the borrower', () => {
  const lender = new Retained();
  const borrower = new Retained(lender);
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
