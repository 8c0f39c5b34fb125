import { expect, it } from 'vitest';
import { chooseHeadLayout } from './chooseHeadLayout.ts';

const WORDS = 'the cat sat on the mat and the cat sat'.split(' ');
const choose = (width: number, height: number, tokens = WORDS) =>
  chooseHeadLayout(tokens, { width, height, fontSize: 30 }, null);

it('takes the larger type where the map is 60 % of the screen’s height with it, and every token has its label', () => {
  expect(choose(900, 585).fontSize).toBe(30);
  expect(choose(900, 585).side).toBeGreaterThanOrEqual(0.6 * 712);
});

it('takes the smaller type where the map would lose by the larger one, or labels would be left out or cut', () => {
  expect(choose(390, 420).fontSize).toBeCloseTo(20.625);
  expect(choose(900, 585, [...WORDS, ...WORDS]).fontSize).toBeCloseTo(20.625);
  expect(choose(900, 585, ['Donaudampfschifffahrtsgesellschaft', 'b']).fontSize).toBeCloseTo(20.625);
});
