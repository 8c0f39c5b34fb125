import { expect, it } from 'vitest';
import { fitPage } from './useGridFit.ts';

const place = { width: 384, top: 260, windowHeight: 720, fontSize: 11, rem: 16 };

it('fills the rest of the window, down to the cache', () => {
  // 720 − 260 − 64 px for four rows: 16 px of type, line and gap in each.
  expect(fitPage(16, place, true)).toEqual({ side: 79, notes: 'full' });
  expect(fitPage(16, { ...place, windowHeight: 2_000 }, true).side).toBe(88);
});

it('scrolls rather than show maps in which nothing can be seen', () => {
  expect(fitPage(16, { ...place, windowHeight: 360 }, true)).toEqual({ side: 56, notes: 'word' });
  expect(fitPage(16, { ...place, windowHeight: 360 }, false)).toEqual({ side: 56, notes: 'none' });
});

it('never makes maps wider than their column', () => {
  expect(fitPage(64, { ...place, windowHeight: 360 }, true)).toEqual({ side: 43, notes: 'none' });
});
