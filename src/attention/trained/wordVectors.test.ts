import { expect, test } from 'vitest';
import { sinusoidalPositions } from '../embeddings.ts';
import { MARKS } from '../marks.ts';
import { roundedToFloat16 } from '../numbers/float16.ts';
import { drawnMarks, markVectors, modelInput, wordVectors } from './wordVectors.ts';

test('gives a mark the same vector under every seed, and a word another one', () => {
  const [one, two] = [1, 2].map((seed) => wordVectors(['to', ',', ' ,'], 16, seed));
  expect(one?.subarray(16)).toEqual(two?.subarray(16));
  expect(one?.subarray(16, 32)).toEqual(one?.subarray(32));
  expect(one?.subarray(0, 16)).not.toEqual(two?.subarray(0, 16));
  const comma = MARKS.indexOf(',');
  expect(one?.subarray(16, 32)).toEqual(markVectors(16).subarray(comma * 16, (comma + 1) * 16));
});

test('gives marks the vectors that a file in float16 can hold, and the nearest to those drawn', () => {
  expect(roundedToFloat16(markVectors(256))).toEqual(markVectors(256));
  expect(roundedToFloat16(drawnMarks(256))).toEqual(markVectors(256));
  expect(markVectors(256)).not.toEqual(drawnMarks(256));
});

test('gives any key in any writing a vector, the same at each occurrence', () => {
  const vectors = wordVectors(['日本', 'ключ', '日本', '\ud83d'], 8, 3);
  expect(vectors.subarray(0, 8)).toEqual(vectors.subarray(16, 24));
  expect(vectors.every(Number.isFinite)).toBe(true);
});

test('adds positions of base 300, doubled', () => {
  const positions = sinusoidalPositions(5, 8, 300);
  expect(positions[8 + 2]).toBeCloseTo(Math.sin(300 ** (-2 / 8)), 6);
  expect(modelInput(new Float32Array(40), 8)).toEqual(positions.map((value) => 2 * value));
  expect(modelInput(new Float32Array(80), 8, 5).subarray(40)).toEqual(positions.map((value) => 2 * value));
});
