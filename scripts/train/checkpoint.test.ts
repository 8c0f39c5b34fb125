import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startOfTraining } from '../../src/attention/trained/trainingState.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';

test('a training is kept bit by bit, and found again by the same set-up alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-'));
  try {
    const path = join(folder, 'deep', 'training.safetensors');
    const shape = { dModel: 8, numHeads: 2, numKvHeads: 1 };
    const state = { ...startOfTraining(shape, 7), step: 12 };
    expect(loadCheckpoint(path, { shape })).toBeUndefined();
    saveCheckpoint(path, { shape }, state);
    expect(loadCheckpoint(path, { shape })).toEqual(state);
    expect(loadCheckpoint(path, { shape: { ...shape, dModel: 16 } })).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
