import { expect, it } from 'vitest';
import type { StepReport } from '../../../engine/training/Training.ts';
import { flush } from '../../testing/testDoubles.ts';
import { trainingLoop } from './trainingLoop.ts';

function setUp(steps = 1_000, pace = 0) {
  const log: string[] = [];
  let step = 0;
  const loop = trainingLoop({
    advance: async (): Promise<StepReport> => ({ step: ++step, figures: {}, computeMs: 0 }),
    steps,
    pace: () => pace,
    onStep: (report) => log.push(`${report.step}`),
    onRest: () => log.push('rest'),
    onError: () => log.push('error'),
  });
  return { loop, log };
}

it('makes all steps, and rests once', async () => {
  const { loop, log } = setUp(4);
  loop.run();
  await flush();
  expect(log).toEqual(['1', '2', '3', '4', 'rest']);
});

it('rests at once where it is paused while it waits for its pace', async () => {
  const { loop, log } = setUp(1_000, 1_000_000);
  loop.run();
  await flush();
  loop.pause();
  await flush();
  expect(log).toEqual(['1', 'rest']);
});

it('goes on where it is told to before the step under way is done', async () => {
  const { loop, log } = setUp(3);
  loop.run();
  loop.pause();
  loop.run();
  await flush();
  expect(log).toEqual(['1', '2', '3', 'rest']);
});

it('tells nothing once it is dropped', async () => {
  const { loop, log } = setUp();
  loop.run();
  loop.drop();
  await flush();
  expect(log).toEqual([]);
});
