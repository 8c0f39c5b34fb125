import { expect, it } from 'vitest';
import { measuredSteps } from './measuredSteps.ts';

it('measures at steps equally far apart, and at the last', () => {
  expect(measuredSteps(5)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(measuredSteps(15)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 15]);
  expect(measuredSteps(60)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
  expect(measuredSteps(1)).toEqual([0, 1]);
});

it('never measures more than 12 times after the start, however many steps there are', () => {
  for (let steps = 1; steps <= 2_000; steps++) {
    const measured = measuredSteps(steps);
    expect(measured.length).toBeLessThanOrEqual(13);
    expect([measured[0], measured.at(-1), new Set(measured).size]).toEqual([0, steps, measured.length]);
  }
});
