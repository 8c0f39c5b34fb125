import { expect, it } from 'vitest';
import { fitPage } from './useGridFit.ts';

const LABELLED = { hasNotes: true, isAlone: false };
const place = { width: 384, top: 260, windowHeight: 720, fontSize: 11, rem: 16 };

it('fills the rest of the window, down to the cache', () => {
  // 720 − 260 − 64 px for four rows: 16 px of type, line and gap in each.
  expect(fitPage(16, place, LABELLED)).toEqual({ side: 79, notes: 'full' });
  expect(fitPage(16, { ...place, windowHeight: 2_000 }, LABELLED).side).toBe(86);
});

it('scrolls rather than show maps in which nothing can be seen', () => {
  expect(fitPage(16, { ...place, windowHeight: 360 }, LABELLED)).toEqual({ side: 56, notes: 'word' });
  expect(fitPage(16, { ...place, windowHeight: 360 }, { ...LABELLED, hasNotes: false })).toEqual({
    side: 56,
    notes: 'none',
  });
});

it('never makes maps wider than their column', () => {
  expect(fitPage(64, { ...place, windowHeight: 360 }, LABELLED)).toEqual({ side: 41, notes: 'none' });
});

it('fills the card of one mechanism alone, with two rows of maps in the window', () => {
  const alone = { ...LABELLED, isAlone: true };
  // A page at 200 %, a phone on its side, a phone.
  expect(fitPage(16, { ...place, width: 582, windowHeight: 360 }, alone).side).toBe(136);
  expect(fitPage(16, { ...place, width: 786, windowHeight: 390 }, alone).side).toBe(156);
  expect(fitPage(16, { ...place, width: 332, windowHeight: 844 }, alone).side).toBe(73);
});
