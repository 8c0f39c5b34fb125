import { expect, test } from 'vitest';
import { labelsTable } from './labelsTable.ts';

test('each head has its label with the figures that it was earned by, or none', () => {
  const { rows, columns } = labelsTable(
    'a model, layer 3',
    [
      { kind: 'previous', score: 0.9, chance: 0.2, null: 0.2, nullOf: 'chance', lift: 0.875 },
      { kind: 'induction', score: 0.8, chance: 0.1, null: 0.5, nullOf: 'shuffled tokens', lift: 0.78 },
      { kind: 'diffuse', evenness: 0.95 },
      { kind: 'none' },
    ],
    { numHeads: 4, numKvHeads: 2 },
  );
  expect(rows).toEqual([
    ['Q 0', 'KV 0', 'previous', 0.9, 0.2, 'chance', 0.2],
    ['Q 1', 'KV 0', 'copies', 0.8, 0.1, 'shuffled tokens', 0.5],
    ['Q 2', 'KV 1', 'diffuse', '', '', '', ''],
    ['Q 3', 'KV 1', 'none', '', '', '', ''],
  ]);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
});
