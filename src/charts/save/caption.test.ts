import { expect, it } from 'vitest';
import { textWidth } from '../labels.ts';
import { captionLines } from './caption.ts';

it('joins settings to as few lines as fit', () => {
  const width = textWidth('seed 7 · bias on', 10) + 1;
  expect(captionLines(['seed 7', 'bias on', 'd_model 256'], width, 10)).toEqual(['seed 7 · bias on', 'd_model 256']);
});

it('cuts a part that is longer than a line', () => {
  const [line, ...more] = captionLines(['text: To be or not to be'], 100, 10);
  expect(line).toMatch(/^text: To be.*…$/);
  expect(textWidth(line ?? '', 10)).toBeLessThanOrEqual(100);
  expect(more).toEqual([]);
});

it('cuts between characters, never inside one', () => {
  expect(captionLines(['🙂🙂🙂🙂'], 30, 10)).toEqual(['🙂🙂…']);
});
