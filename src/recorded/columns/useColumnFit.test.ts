import { expect, test } from 'vitest';
import { fitColumn } from './useColumnFit.ts';

const ROOM = { width: 600, fontSize: 11, windowHeight: 1000, hasNotes: false };

test('few heads fill the share of the window that is theirs, many the width of the column', () => {
  expect(fitColumn(4, 24, ROOM).side).toBe(140);
  expect(fitColumn(9, 24, ROOM).side).toBe(140);
  expect(fitColumn(64, 24, { ...ROOM, windowHeight: 4000 }).side).toBe(68);
});

test('in a low window maps keep a size at which they can be read', () => {
  expect(fitColumn(9, 24, { ...ROOM, windowHeight: 200 }).side).toBe(48);
});

test('a map of a few tokens is no wall of a few cells', () => {
  expect(fitColumn(1, 1, ROOM).side).toBe(96);
  expect(fitColumn(1, 4, ROOM).side).toBe(192);
});
