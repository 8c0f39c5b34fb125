import { describe, expect, it } from 'vitest';
import type { EngineLoss } from '../../../engine/Engine.ts';
import { createRecovery } from './recovery.ts';

/** What follows when each of `losses`, [seconds since the start, cause], befalls the engine. */
function remediesOf(...losses: [seconds: number, cause: EngineLoss['cause']][]) {
  let time = 0;
  const recovery = createRecovery(() => time);
  return losses.map(([seconds, cause]) => {
    time = 1000 * seconds;
    return recovery.after({ cause, sentence: 'It is gone.' }).kind;
  });
}

describe('a lost context', () => {
  it('leads to another engine twice within a minute, and away from the GPU the third time', () => {
    expect(remediesOf([0, 'context'], [30, 'context'], [59, 'context'])).toEqual(['again', 'again', 'wasm']);
  });

  it('leads to another engine as often as it likes where that is seldom', () => {
    const losses = Array.from({ length: 9 }, (_, index): [number, 'context'] => [31 * index, 'context']);
    expect(new Set(remediesOf(...losses))).toEqual(new Set(['again']));
  });

  it('is counted apart from workers', () => {
    expect(remediesOf([0, 'context'], [1, 'worker'], [2, 'context'])).toEqual(['again', 'again', 'again']);
  });
});

describe('a lost worker', () => {
  it('leads to another engine once within a minute, and then waits for the user', () => {
    expect(remediesOf([0, 'worker'], [59, 'worker'])).toEqual(['again', 'wait']);
    expect(remediesOf([0, 'worker'], [60, 'worker'])).toEqual(['again', 'again']);
  });
});

it('never asks again for what was too much for memory', () => {
  expect(remediesOf([0, 'memory'], [90, 'memory'])).toEqual(['without', 'without']);
});

it('leaves a GPU whose numbers failed a self-check at once, and says so until that is dismissed', () => {
  const remedy = createRecovery(() => 0).after({ cause: 'precision', sentence: 'A self-check failed.' });
  expect(remedy).toEqual({
    kind: 'wasm',
    notice: {
      id: 'engine lost',
      kind: 'warning',
      text: 'A self-check failed. Computing with WebAssembly instead.',
    },
  });
});

it('forgets what was before the user chose to go on', () => {
  const recovery = createRecovery(() => 0);
  const loss: EngineLoss = { cause: 'worker', sentence: 'It is gone.' };
  recovery.after(loss);
  recovery.forget();
  expect(recovery.after(loss).kind).toBe('again');
});

it('says what happened, and what the user can do', () => {
  const recovery = createRecovery(() => 0);
  const worker: EngineLoss = { cause: 'worker', sentence: 'The worker is gone.' };
  expect(recovery.after(worker).notice).toMatchObject({
    text: 'The worker is gone. HeadRoom started again; text, settings and link are as they were.',
    passing: true,
  });
  expect(recovery.after(worker).notice).toMatchObject({
    text: 'The worker is gone. It had only just been started again.',
    action: 'retry',
  });
});
