import { expect, it } from 'vitest';
import { headPictureLayout } from '../../../charts/head-picture/layout.ts';
import { chooseHeadLayout } from './chooseHeadLayout.ts';

const WORDS = 'the cat sat on the mat and the cat sat'.split(' ');
const SMALL_ROOM = { width: 390, height: 420, fontSize: 20.625 };
const choose = (width: number, height: number, tokens = WORDS) =>
  chooseHeadLayout(tokens, { width, height, fontSize: 30 }, null);

it('takes the larger type where the map is 60 % of the screen’s height with it, and every token has its label', () => {
  expect(choose(900, 585).fontSize).toBe(30);
  expect(choose(900, 585).side).toBeGreaterThanOrEqual(0.6 * 712);
});

it('takes type no higher than a cell, and so leaves out no word, where the larger one would', () => {
  const layout = choose(900, 585, [...WORDS, ...WORDS]);
  expect(layout.fontSize).toBeGreaterThanOrEqual(0.8 * 30);
  expect(layout.fontSize).toBeLessThanOrEqual(layout.side / 20);
  expect(layout.queries.map(({ text }) => text)).toEqual([...WORDS, ...WORDS].map((word) => `\u2068${word}\u2069`));
  // Cells of 23 px, type of 22 px: the smallest still names each word.
  const narrow = choose(490, 600, [...WORDS, ...WORDS]);
  expect([narrow.fontSize, narrow.queries.length]).toEqual([20.625, 20]);
});

it('takes the smallest type where the map would lose by a larger one, or labels would be left out or cut', () => {
  expect(choose(390, 420).side).toBeGreaterThanOrEqual(headPictureLayout(WORDS, SMALL_ROOM, null).side);
  expect(
    choose(
      900,
      585,
      Array.from({ length: 40 }, () => 'cat'),
    ).fontSize,
  ).toBeCloseTo(20.625);
  expect(choose(900, 585, ['Donaudampfschifffahrtsgesellschaft', 'b']).fontSize).toBeCloseTo(20.625);
});
