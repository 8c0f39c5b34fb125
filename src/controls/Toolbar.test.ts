import { expect, it } from 'vitest';
import { nextIndex } from './Toolbar.tsx';

it.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 0, 2],
  ['ArrowLeft', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['Tab', 0, -1],
  ['ArrowDown', 0, -1],
  ['ArrowRight', -1, -1],
  ['Home', -1, -1],
])('%s leads from control %i of three to %i', (key, from, to) => {
  expect(nextIndex(key, from, 3)).toBe(to);
});
