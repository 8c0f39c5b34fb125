import { expect, test } from 'vitest';
import type { SelfCheck } from '../Engine.ts';
import { failedCheckLoss } from './failedCheckLoss.ts';

const HOLDS: SelfCheck = { id: 'row-sums', claim: 'Every row sums to 1', figure: 'off by 2.4e-7', passed: true };
const SKIPPED: SelfCheck = { id: 'mask', claim: 'Nothing is above the diagonal', figure: 'no mask in this run' };
const FAILS: SelfCheck = { id: 'reference', claim: 'All agrees', figure: 'off by 3.1e-3', passed: false };

test('a self-check that failed on the GPU is a loss, which names it with its figure', () => {
  expect(failedCheckLoss('webgl', [HOLDS, FAILS, SKIPPED])).toEqual({
    cause: 'precision',
    sentence: 'A self-check failed on WebGL here: “All agrees” (off by 3.1e-3).',
  });
});

test('checks that hold, or were not run, are no loss, nor is what failed where nothing better computes', () => {
  expect(failedCheckLoss('webgl', [HOLDS, SKIPPED])).toBeUndefined();
  expect(failedCheckLoss('wasm', [FAILS])).toBeUndefined();
  expect(failedCheckLoss('cpu', [FAILS])).toBeUndefined();
});
