import { expect, it } from 'vitest';
import { gutterMarks } from './gutter.ts';

const words = (numHeads: number, numKvHeads: number) =>
  gutterMarks({ numHeads, numKvHeads }).map(({ row, rowSpan, kvHeads, queries }) => [
    row,
    rowSpan,
    queries === null ? `KV ${kvHeads}` : `KV ${kvHeads} · ${queries}`,
  ]);

it('names the one KV head of a row, and its query heads', () => {
  expect(words(16, 4)).toEqual([
    [0, 1, 'KV 0 · Q 0–3'],
    [1, 1, 'KV 1 · Q 4–7'],
    [2, 1, 'KV 2 · Q 8–11'],
    [3, 1, 'KV 3 · Q 12–15'],
  ]);
});

it('stands once beside all rows of a KV head', () => {
  expect(words(16, 1)).toEqual([[0, 4, 'KV 0 · Q 0–15']]);
  expect(words(64, 4).map(([row, rowSpan]) => [row, rowSpan])).toEqual([
    [0, 2],
    [2, 2],
    [4, 2],
    [6, 2],
  ]);
});

it('names all KV heads of a row, and no query heads where the numbers are the same', () => {
  expect(words(16, 8)[3]).toEqual([3, 1, 'KV 6–7 · Q 12–15']);
  expect(words(16, 16)[1]).toEqual([1, 1, 'KV 4–7']);
  expect(words(1, 1)).toEqual([[0, 1, 'KV 0']]);
});

it('says where a group goes on in the next row', () => {
  expect(words(6, 2)).toEqual([
    [0, 1, 'KV 0–1 · Q 0–3'],
    [1, 1, 'KV 1 · Q 4–5'],
  ]);
});
