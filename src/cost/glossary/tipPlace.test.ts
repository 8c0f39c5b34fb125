import { expect, it } from 'vitest';
import { tipPlace } from './tipPlace.ts';

const WINDOW = { width: 400, height: 300 };
const TIP = { width: 200, height: 60 };

it('puts a tip right under its word, where the pointer gets to it without a gap', () => {
  expect(tipPlace({ left: 50, top: 100, bottom: 120 }, TIP, WINDOW)).toEqual({ left: 50, top: 120 });
});

it('puts it above a word near the lower edge, and still under one that has even less room above', () => {
  expect(tipPlace({ left: 50, top: 250, bottom: 270 }, TIP, WINDOW)).toEqual({ left: 50, top: 190 });
  const low = { width: 400, height: 90 };
  expect(tipPlace({ left: 50, top: 20, bottom: 40 }, TIP, low).top).toBe(22);
});

it('never lets an edge of the window cut it', () => {
  for (const left of [-50, 0, 199, 390, 1000])
    for (const top of [-30, 0, 150, 280, 900]) {
      const place = tipPlace({ left, top, bottom: top + 20 }, TIP, WINDOW);
      expect(place.left).toBeGreaterThanOrEqual(8);
      expect(place.left + TIP.width).toBeLessThanOrEqual(WINDOW.width - 8);
      expect(place.top).toBeGreaterThanOrEqual(8);
      expect(place.top + TIP.height).toBeLessThanOrEqual(WINDOW.height - 8);
    }
});

it('shows the beginning of a tip that is wider than the window', () => {
  expect(tipPlace({ left: 50, top: 100, bottom: 120 }, { width: 500, height: 60 }, WINDOW).left).toBe(8);
});
