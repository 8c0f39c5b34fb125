import { expect, it } from 'vitest';
import { textDirection } from './textDirection.ts';

const tokens = (...labels: string[]) => labels.map((label) => ({ label, key: label }));

it('follows the first letter, past digits and signs', () => {
  expect(textDirection(tokens('12', '(يولد', 'all'))).toBe('rtl');
  expect(textDirection(tokens('שלום'))).toBe('rtl');
  expect(textDirection(tokens('«Both', 'يولد'))).toBe('ltr');
  expect(textDirection(tokens('吾輩'))).toBe('ltr');
});

it('is left to right where there is no letter at all', () => {
  expect(textDirection(tokens('1', '+', '1'))).toBe('ltr');
  expect(textDirection([])).toBe('ltr');
});
