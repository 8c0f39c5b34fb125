import { expect, it } from 'vitest';
import { cardPlace } from './cardPlace.ts';

const CARD = { width: 236, height: 300 };
const WINDOW = { width: 1280, height: 720 };
const map = (left: number, top: number, side = 74) => ({ left, top, right: left + side, bottom: top + side });

it('stands at the right of its map, level with it', () => {
  expect(cardPlace(map(100, 300), CARD, WINDOW)).toEqual({ left: 182, top: 300 });
});

it('stands at the left where the right has no room for it', () => {
  expect(cardPlace(map(1170, 300), CARD, WINDOW)).toEqual({ left: 926, top: 300 });
  expect(cardPlace(map(954, 300), CARD, WINDOW)?.left).toBe(1036);
  expect(cardPlace(map(955, 300), CARD, WINDOW)?.left).toBe(711);
});

it('stays in the window from top to bottom', () => {
  expect(cardPlace(map(100, 600), CARD, WINDOW)?.top).toBe(412);
  expect(cardPlace(map(100, -40), CARD, WINDOW)?.top).toBe(8);
});

it('goes below its map, or above it, on a phone', () => {
  const phone = { width: 390, height: 844 };
  expect(cardPlace(map(200, 150, 85), CARD, phone)).toEqual({ left: 124.5, top: 243 });
  expect(cardPlace(map(300, 500, 85), CARD, phone)).toEqual({ left: 56, top: 500 });
  expect(cardPlace(map(200, 600, 85), CARD, phone)).toEqual({ left: 124.5, top: 292 });
  expect(cardPlace(map(30, 150, 85), CARD, phone)).toEqual({ left: 123, top: 150 });
});

it('is nowhere where it would cover its map', () => {
  expect(cardPlace(map(100, 100, 150), CARD, { width: 390, height: 400 })).toBeNull();
  expect(cardPlace(map(20, 20), CARD, { width: 240, height: 250 })).toBeNull();
});
