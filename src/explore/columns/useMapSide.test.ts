import { expect, it } from 'vitest';
import { mapSideOf } from './useMapSide.ts';

it('asks for no more cells than a map has pixels, in steps that a scroll bar does not cross', () => {
  expect([40, 43.9, 47, 48, 128].map(mapSideOf)).toEqual([40, 40, 40, 48, 128]);
});

it('stays within what a screen and a thumbnail can show', () => {
  expect([3, 700].map(mapSideOf)).toEqual([16, 512]);
});
