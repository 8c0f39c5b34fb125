import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, padRows, tensorShape, unpadRows } from './sheet.ts';

const MAX_TEXTURE_SIZE = 8192;

test('fits every matrix of a run into a texture, rows unbroken, with little waste', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 64 * 512 }), fc.integer({ min: 1, max: 1024 }), (rows, cols) => {
      const { rowTexels, rowsPerLine, lines, width } = layOut(rows, cols, MAX_TEXTURE_SIZE);
      expect(Math.max(width, lines)).toBeLessThanOrEqual(MAX_TEXTURE_SIZE);
      expect(width).toBe(rowTexels * rowsPerLine);
      expect(lines * rowsPerLine).toBeGreaterThanOrEqual(rows);
      expect((lines - 1) * rowsPerLine).toBeLessThan(rows);
    }),
  );
});

test('lays 64 heads of 512 tokens, too many rows for one texture, side by side', () => {
  expect(layOut(64 * 512, 512, MAX_TEXTURE_SIZE)).toEqual({
    rowTexels: 128,
    rowsPerLine: 16,
    lines: 2048,
    width: 2048,
  });
});

test('has no dimension of 1 in the shape that TensorFlow.js sees, even for one number', () => {
  expect(tensorShape(layOut(1, 1, MAX_TEXTURE_SIZE))).toEqual([2, 2]);
});

test('refuses what no texture holds, with the sizes', () => {
  expect(() => layOut(100_000, 2048, 2048)).toThrow(
    '100,000 × 2,048 numbers do not fit a texture of this GPU, 2,048 texels a side',
  );
});

test('pads rows to whole texels with zeros, and takes the padding off again', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  const padded = padRows(values, 2, 5);
  expect([...padded]).toEqual([1, 2, 3, 4, 5, 0, 0, 0, 6, 7, 8, 9, 10, 0, 0, 0]);
  expect(unpadRows(Float32Array.of(...padded, 0, 0), 2, 5)).toEqual(values);
});

test('copies nothing where rows are whole texels already', () => {
  const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect(padRows(values, 2, 4)).toBe(values);
  expect(unpadRows(values, 2, 4)).toBe(values);
});
