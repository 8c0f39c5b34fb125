import { expect, it } from 'vitest';
import { axisWindow, cellText } from './cellWindow.ts';

it('holds every cell of a text of up to 32 tokens', () => {
  expect(axisWindow(31, 32)).toEqual({ from: 0, to: 32 });
  expect(axisWindow(0, 1)).toEqual({ from: 0, to: 1 });
});

it('holds 15 positions around the active one in a longer text, and stays inside it', () => {
  expect(axisWindow(100, 200)).toEqual({ from: 93, to: 108 });
  expect(axisWindow(3, 200)).toEqual({ from: 0, to: 15 });
  expect(axisWindow(199, 200)).toEqual({ from: 185, to: 200 });
});

it('says a weight, that it is masked, or that it is on its way', () => {
  expect([0.4123, 0.0041, 0, null, undefined].map(cellText)).toEqual(['0.412', '0.00410', '< 0.001', 'masked', '…']);
});
