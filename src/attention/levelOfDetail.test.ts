import { expect, test } from 'vitest';
import { cellsPerSide, mapStride } from './levelOfDetail.ts';

test('keeps every weight up to 256 tokens, however few cells a map can show', () => {
  for (const length of [1, 128, 256]) expect(mapStride(length, 128)).toBe(1);
});

test('takes the smallest blocks with which a long text fits the cells that a map can show', () => {
  expect(mapStride(257, 128)).toBe(3);
  expect(mapStride(512, 128)).toBe(4);
  expect(mapStride(2048, 128)).toBe(16);
  expect(mapStride(2048, 512)).toBe(4);
  for (let length = 257; length <= 2048; length++) {
    const stride = mapStride(length, 128);
    expect(cellsPerSide(length, stride)).toBeLessThanOrEqual(128);
    expect(cellsPerSide(length, stride - 1)).toBeGreaterThan(128);
  }
});

test('keeps every weight of a long text that a map can show whole', () => {
  expect(mapStride(512, 512)).toBe(1);
});

test('gives tokens that fill no whole block a cell of their own', () => {
  expect(cellsPerSide(513, 5)).toBe(103);
  expect(cellsPerSide(7, 1)).toBe(7);
});
