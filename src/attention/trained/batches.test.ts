import { describe, expect, test } from 'vitest';
import { heldOutBatches, trainingBatch } from './batches.ts';
import { learningRateAt, lengthsAt, SHIPPED_RECIPE } from './recipe.ts';
import { WORDS } from './sequences.ts';

describe('a training batch', () => {
  test('holds at most the recipe’s tokens, of one length of its stage', () => {
    for (const step of [0, 1199, 1200, 1999, 2000, 3999]) {
      const { length, ids, answers } = trainingBatch(SHIPPED_RECIPE, 16, 7, step);
      expect(lengthsAt(SHIPPED_RECIPE, step)).toContain(length);
      expect(ids.length).toBeLessThanOrEqual(1024);
      expect(ids.length).toBeGreaterThan(1024 - length);
      expect(answers).toHaveLength(ids.length * 5);
    }
  });

  test('is the same for the same seed and step, with new words in each step and the same marks', () => {
    const batch = trainingBatch(SHIPPED_RECIPE, 16, 7, 3);
    expect(trainingBatch(SHIPPED_RECIPE, 16, 7, 3)).toEqual(batch);
    const next = trainingBatch(SHIPPED_RECIPE, 16, 7, 4);
    expect(next.vectors.subarray(0, WORDS * 16)).not.toEqual(batch.vectors.subarray(0, WORDS * 16));
    expect(next.vectors.subarray(WORDS * 16)).toEqual(batch.vectors.subarray(WORDS * 16));
  });
});

test('held-out batches cover the lengths of the last stage evenly', () => {
  const lengths = heldOutBatches(SHIPPED_RECIPE, 8, 2).map(({ length }) => length);
  expect(lengths).toEqual([24, 24, 32, 32, 48, 48, 64, 64, 96, 96, 128, 128]);
});

test('the learning rate rises to its highest and falls to a twentieth', () => {
  expect(learningRateAt(SHIPPED_RECIPE, 0)).toBeCloseTo(3e-5, 12);
  expect(learningRateAt(SHIPPED_RECIPE, 99)).toBeCloseTo(3e-3, 12);
  expect(learningRateAt(SHIPPED_RECIPE, 1300)).toBeCloseTo(3e-3 * 0.525, 12);
  expect(learningRateAt(SHIPPED_RECIPE, 2499)).toBeCloseTo(1.5e-4, 8);
});
