import { expect, it } from 'vitest';
import { textOn } from './textOn.ts';

it('is black on light grounds and white on dark ones', () => {
  expect(['#fff', '#ffe000', '#a0a0a0', '#777777'].map(textOn)).toEqual(Array(4).fill('#000'));
  expect(['#000', '#00204d', '#440154', '#6e6e6e', '#0000ff'].map(textOn)).toEqual(Array(5).fill('#fff'));
});
