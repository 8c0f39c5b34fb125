import { expect, it } from 'vitest';
import { mapCsv } from './mapCsv.ts';

const maps = {
  shortName: 'GQA',
  numHeads: 2,
  numKvHeads: 1,
  sequenceLength: 2,
  stride: 1,
  side: 2,
  cells: Float32Array.of(1, 0, 0.1, 0.9, 1, 0, 0.5, 0.5),
  causal: true,
};

it('has a row for each cell, with masked as a word and the token guarded and quoted', () => {
  const lines = mapCsv(maps, ['=be,', 'say "no"'], ['seed 7']).split('\r\n');
  expect(lines.slice(2, 6)).toEqual([
    'mechanism,query head,KV head,query position,query token,key position,key token,weight',
    `GQA,0,0,0,"'=be,",0,"'=be,",1`,
    `GQA,0,0,0,"'=be,",1,"say ""no""",masked`,
    `GQA,0,0,1,"say ""no""",0,"'=be,",0.100000001`,
  ]);
  expect(lines).toHaveLength(2 + 1 + 8 + 1);
});

it('writes digits that give back the very float32', () => {
  const weight = Math.fround(1 / 3);
  const one = { ...maps, numHeads: 1, sequenceLength: 1, side: 1, cells: Float32Array.of(weight) };
  expect(Math.fround(Number(mapCsv(one, ['x'], []).trim().split(',').at(-1)))).toBe(weight);
});

it('has a row for each block of pooled maps, with its positions, and says that it is pooled', () => {
  const pooled = { ...maps, numHeads: 1, sequenceLength: 7, stride: 4, cells: Float32Array.of(1, 0, 0.25, 0.5) };
  const lines = mapCsv(pooled, [], ['seed 7']).split('\r\n');
  expect(lines.slice(1)).toEqual([
    '# each cell shows the largest of 4 × 4 weights',
    '# seed 7',
    'mechanism,query head,KV head,first query position,last query position,first key position,last key position,largest weight',
    'GQA,0,0,0,3,0,3,1',
    'GQA,0,0,0,3,4,6,masked',
    'GQA,0,0,4,6,0,3,0.25',
    'GQA,0,0,4,6,4,6,0.5',
    '',
  ]);
});

it('refuses more rows than a spreadsheet holds, remarks included, and says what to do', () => {
  const long = { ...maps, numHeads: 64, sequenceLength: 2_048, stride: 16, side: 128 };
  expect(() => mapCsv(long, [], ['seed 7'])).toThrow('The maps take 1,048,580 rows, and a spreadsheet holds');
});
