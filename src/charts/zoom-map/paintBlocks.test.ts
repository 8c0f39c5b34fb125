import { describe, expect, it } from 'vitest';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { headMapOf } from '../../attention/testing/headMapOf.ts';
import { colorTable } from '../color/colorTables.ts';
import { paintMap } from '../color/paintMap.ts';
import { paintBlocks } from './paintBlocks.ts';
import { wholeView } from './view/view.ts';
import { viewBlocks } from './view/viewBlocks.ts';

const table = colorTable('ink', 'light');

function paint(map: HeadMap, view = wholeView(map.sequenceLength), device = 1_000): Uint32Array {
  const blocks = viewBlocks(view, map.sequenceLength, device);
  const pixels = new Uint32Array(blocks.rows * blocks.columns);
  paintBlocks(pixels, map, blocks, table);
  return pixels;
}

describe('paintBlocks', () => {
  it.each([true, false])('paints a whole map as Explore does (causal: %s)', (causal) => {
    const map = headMapOf(9, causal, [0, 3, 1, 40]);
    const expected = new Uint32Array(81);
    const heads = { shortName: '', numHeads: 1, numKvHeads: 1, sequenceLength: 9, stride: 1, side: 9 };
    paintMap(expected, { ...heads, cells: map.weights, causal }, 0, table);
    expect(paint(map)).toEqual(expected);
  });
  it('paints the window’s part of it', () => {
    const map = headMapOf(9, true, [0, 3, 1, 40]);
    const whole = paint(map);
    // Queries 4 … 6 and keys 3 … 5.
    const part = paint(map, { query: 4, key: 3, span: 3 });
    expect([...part]).toEqual([4, 5, 6].flatMap((query) => [3, 4, 5].map((key) => whole[query * 9 + key])));
  });
  it('shows the largest weight of a block, and hatches only blocks that are masked throughout', () => {
    const weights = new Float32Array(25);
    weights[3 * 5 + 0] = 1;
    const pixels = paint({ sequenceLength: 5, causal: true, weights }, wholeView(5), 3);
    const [none, all] = [new Uint32Array(table.buffer)[0], new Uint32Array(table.buffer)[255]];
    expect([...pixels]).toEqual([none, 0, 0, all, none, 0, none, none, none]);
  });
  it('shows what is not a number', () => {
    const weights = new Float32Array(25).fill(0.1);
    weights[3 * 5 + 0] = Number.NaN;
    const bytes = new Uint8Array(paint({ sequenceLength: 5, causal: true, weights }, wholeView(5), 3).buffer);
    expect([...bytes.subarray(12, 16)]).toEqual([255, 0, 255, 255]);
  });
});

describe('viewBlocks', () => {
  it('has a block for each cell, those cut by the edge included', () => {
    expect(viewBlocks({ key: 2.5, query: 7, span: 4 }, 20, 400)).toEqual({
      stride: 1,
      firstRow: 7,
      firstColumn: 2,
      rows: 4,
      columns: 5,
    });
  });
  it('pools to at most one block a pixel', () => {
    expect(viewBlocks(wholeView(2048), 2048, 500)).toEqual({
      stride: 5,
      firstRow: 0,
      firstColumn: 0,
      rows: 410,
      columns: 410,
    });
  });
});
