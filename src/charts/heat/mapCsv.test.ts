import { expect, it } from 'vitest';
import { mapCsv } from './mapCsv.ts';

const maps = {
  shortName: 'GQA',
  numHeads: 2,
  numKvHeads: 1,
  sequenceLength: 2,
  attentionWeights: Float32Array.of(1, 0, 0.1, 0.9, 1, 0, 0.5, 0.5),
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
  const one = { ...maps, numHeads: 1, sequenceLength: 1, attentionWeights: Float32Array.of(weight) };
  expect(Math.fround(Number(mapCsv(one, ['x'], []).trim().split(',').at(-1)))).toBe(weight);
});

it('refuses more rows than a spreadsheet holds, and says what to do', () => {
  const long = { ...maps, numHeads: 64, sequenceLength: 512 };
  expect(() => mapCsv(long, [], [])).toThrow('these maps have 16,777,216 cells');
});
