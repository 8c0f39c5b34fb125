import { expect, test } from 'vitest';
import { planSteps } from './heads.ts';

test('computes all heads of all mechanisms in one step where they fit', () => {
  expect(planSteps(['mha', 'gqa'], { first: 0, count: 16 }, 32)).toEqual([
    [
      { name: 'mha', first: 0, count: 16 },
      { name: 'gqa', first: 0, count: 16 },
    ],
  ]);
});

test('makes steps of about equal size, which may end within a mechanism', () => {
  expect(planSteps(['mha', 'mqa'], { first: 0, count: 5 }, 4)).toEqual([
    [{ name: 'mha', first: 0, count: 3 }],
    [
      { name: 'mha', first: 3, count: 2 },
      { name: 'mqa', first: 0, count: 1 },
    ],
    [{ name: 'mqa', first: 1, count: 4 }],
  ]);
});

test('covers every head once, however few fit at once', () => {
  for (const headsAtOnce of [1, 2, 3, 7, 48, 100]) {
    const steps = planSteps(['a', 'b', 'c'], { first: 0, count: 16 }, headsAtOnce);
    const heads = steps
      .flat()
      .flatMap(({ name, first, count }) => Array.from({ length: count }, (_, index) => `${name} ${first + index}`));
    expect(heads).toEqual(
      ['a', 'b', 'c'].flatMap((name) => Array.from({ length: 16 }, (_, head) => `${name} ${head}`)),
    );
    for (const step of steps) expect(step.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(headsAtOnce);
  }
});

test('takes one head of each mechanism, and nothing where there is no mechanism', () => {
  expect(planSteps(['mha', 'gqa', 'mqa'], { first: 5, count: 1 }, 2).flat()).toEqual(
    ['mha', 'gqa', 'mqa'].map((name) => ({ name, first: 5, count: 1 })),
  );
  expect(planSteps([], { first: 0, count: 16 }, 4)).toEqual([]);
});
