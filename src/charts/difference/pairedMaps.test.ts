import { expect, it } from 'vitest';
import { openComparison } from '../../attention/comparison/comparison.ts';
import { pairName, partnerText } from './differenceMaps.ts';
import { differenceTable } from './differenceTable.ts';
import { orderedHeads } from './headOrder.ts';
import { pairedMaps } from './pairedMaps.ts';

/** Two heads over two tokens without a mask: the heads of GQA are those of MHA the other way round, one of them slightly off. */
const [EVEN, FIRST, NEARLY] = [
  [0.5, 0.5, 0.5, 0.5],
  [1, 0, 1, 0],
  [0.5, 0.5, 0.75, 0.25],
];
const comparison = (() => {
  const open = openComparison({ numHeads: 2, sequenceLength: 2, causal: false });
  for (const head of [0, 1]) {
    const map = Float32Array.from(EVEN);
    for (const _ of open.add(head, { mha: map, gqa: map, mqa: map }));
  }
  return open.finish();
})();
const wholeMaps = {
  mha: Float32Array.from([...EVEN, ...FIRST]),
  gqa: Float32Array.from([...FIRST, ...NEARLY]),
  mqa: Float32Array.from([...EVEN, ...EVEN]),
};
const partners = [
  { queryHead: 1, likeness: 1 },
  { queryHead: 0, likeness: 0.8 },
];

it('takes from each head its partner, not the head of its number', () => {
  const maps = pairedMaps(comparison, wholeMaps, 'gqa', 'mha', partners);
  expect([...maps.meanDistances]).toEqual([0, 0.125]);
  expect([...maps.cells]).toEqual([0, 0, 0, 0, 0, 0, 0.25, -0.25]);
  expect(maps.sign).toBe(1);
  expect(maps.largestOverall[0]).toEqual({ queryHead: 1, queryPosition: 1, keyPosition: 0, of: 0.75, from: 0.5 });
});

it('names both heads, in words, in the table and in the picture', () => {
  const maps = pairedMaps(comparison, wholeMaps, 'gqa', 'mha', partners);
  expect(pairName(maps, 0)).toBe('GQA Q 0 against its nearest in MHA, Q 1');
  expect(partnerText(maps, 0)).toBe(' − Q 1');
  const { columns, rows } = differenceTable(maps, ['to', 'be']);
  expect(columns.slice(0, 4)).toEqual([
    'query head',
    'nearest query head of MHA',
    'likeness',
    'mean total-variation distance',
  ]);
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['Q 0', 'Q 1', 1, 0],
    ['Q 1', 'Q 0', 0.8, 0.125],
  ]);
  expect(rows.every(({ length }) => length === columns.length)).toBe(true);
  const numbered = { ...maps, partners: undefined };
  expect([pairName(numbered, 0), partnerText(numbered, 0)]).toEqual(['query head 0', '']);
});

it('has the most alike pairs first, and those without a head that is like them last', () => {
  const maps = pairedMaps(comparison, wholeMaps, 'gqa', 'mha', partners.toReversed());
  expect(orderedHeads(maps, false)).toEqual([1, 0]);
  expect(orderedHeads(maps, true)).toEqual([0, 1]);
  expect(orderedHeads(pairedMaps(comparison, wholeMaps, 'gqa', 'mha', partners), false)).toEqual([0, 1]);
});
