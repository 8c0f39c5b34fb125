import { expect, it } from 'vitest';
import { headMapOf } from '../../attention/testing/headMapOf.ts';
import { colorTable } from '../color/colorTables.ts';
import { wholeView } from './view/view.ts';
import { windowPixels } from './windowPixels.ts';

const table = colorTable('ink', 'light');
const [light, dark] = [new Uint32Array(table.buffer)[0], new Uint32Array(table.buffer)[255]];

it('shows whole cells, masked ones transparent', () => {
  const weights = Float32Array.of(1, 0, 0, 1);
  const map = { sequenceLength: 2, causal: true, weights };
  const { words, width, height } = windowPixels(map, wholeView(2), table, 2);
  expect([width, height]).toEqual([4, 4]);
  expect([...words]).toEqual([dark, dark, 0, 0, dark, dark, 0, 0, light, light, dark, dark, light, light, dark, dark]);
});

it('cuts cells at the window’s edges', () => {
  const map = { sequenceLength: 4, causal: false, weights: Float32Array.from({ length: 16 }, (_, at) => +(at === 5)) };
  const { words, width } = windowPixels(map, { key: 0.5, query: 1, span: 2 }, table, 4);
  // Keys 0.5 … 2.5 on eight pixels: two of key 0, four of key 1, two of key 2.
  expect([...words.subarray(0, width)]).toEqual([light, light, dark, dark, dark, dark, light, light]);
});

it('keeps a line of one cell in a picture of fewer px than tokens', () => {
  const tokens = 300;
  const map = headMapOf(tokens, true, [0]);
  const line = new Float32Array(tokens ** 2);
  for (let query = 0; query < tokens; query++) line[query * tokens] = 1;
  const { words, width } = windowPixels({ ...map, weights: line }, wholeView(tokens), table, 100);
  const rows = Array.from({ length: width }, (_, row) => words.subarray(row * width, (row + 1) * width));
  expect(rows.every((row) => row.includes(dark as number))).toBe(true);
});
