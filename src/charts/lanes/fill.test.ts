import { expect, test } from 'vitest';
import { fillOf } from './fill.ts';
import { lanesLayout } from './layout.ts';

const layout = lanesLayout({ numKvHeads: 2, maxLanes: 4, tokens: 10 }, { width: 232, height: 80, fontSize: 10 });

test('as much of the lanes is filled as of the tokens is cached', () => {
  expect(layout).toMatchObject({ left: 32, width: 200 });
  expect(fillOf(layout, 10, 0).width).toBe(0);
  expect(fillOf(layout, 10, 3).width).toBe(60);
  expect(fillOf(layout, 10, 10).width).toBe(200);
});

test('cuts up to the last token cut what is filled; the others are the bounds of empty cells', () => {
  expect(fillOf(layout, 10, 3)).toMatchObject({
    cutXs: [52, 72, 92],
    slotXs: [112, 132, 152, 172, 192, 212],
  });
  expect(fillOf(layout, 10, 0).cutXs).toEqual([]);
  expect(fillOf(layout, 10, 10).slotXs).toEqual([]);
});
