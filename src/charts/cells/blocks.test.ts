import { expect, it } from 'vitest';
import { blockName, blockRange, extentOf, poolingNote } from './blocks.ts';

const blocks = { sequenceLength: 2_033, stride: 16, side: 128 };

it('ends the last block with the text, though it is drawn as wide as the others', () => {
  expect([blockRange(blocks, 0), blockRange(blocks, 127)]).toEqual([
    [0, 15],
    [2_032, 2_032],
  ]);
  expect(extentOf(blocks)).toBe(2_048);
});

it('names a block by its positions', () => {
  expect([blockName(blocks, 1), blockName(blocks, 127)]).toEqual(['tokens 16–31', 'token 2032']);
});

it('says what a cell shows where that is not one weight', () => {
  expect([poolingNote(1), poolingNote(4)]).toEqual([null, 'each cell shows the largest of 4 × 4 weights']);
});
