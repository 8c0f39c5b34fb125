import { expect, it } from 'vitest';
import { nextToken, toggled } from './keys.ts';

const from = { side: 'query', position: 4 } as const;

it('moves along a column and between the columns, never past an end', () => {
  expect(nextToken('ArrowDown', from, 10)).toEqual({ side: 'query', position: 5 });
  expect(nextToken('ArrowRight', from, 10)).toEqual({ side: 'key', position: 4 });
  expect(nextToken('PageUp', from, 10)).toEqual({ side: 'query', position: 0 });
  expect(nextToken('PageDown', from, 10)).toEqual({ side: 'query', position: 9 });
  expect(nextToken('End', from, 5)).toEqual({ side: 'query', position: 4 });
  expect(nextToken('x', from, 5)).toBeNull();
});

it('selects a token, and unselects it again, in the order of the text', () => {
  expect(toggled([2, 5], 3)).toEqual([2, 3, 5]);
  expect(toggled([2, 3, 5], 3)).toEqual([2, 5]);
});
