import { expect, it } from 'vitest';
import { parameterTable } from './table.ts';

it('lists every part of the three mechanisms', () => {
  const { columns, rows } = parameterTable({ dModel: 256, numHeads: 16, numKvHeads: 4 }, true);
  expect(columns).toEqual(['mechanism', 'Q', 'K', 'V', 'O', 'biases', 'total', 'fewer than MHA (%)']);
  expect(rows[1]?.slice(0, 7)).toEqual(['GQA', 65_536, 16_384, 16_384, 65_536, 640, 164_480]);
});
