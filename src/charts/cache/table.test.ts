import { expect, it } from 'vitest';
import { cacheTable } from './table.ts';

const setup = { shape: { dModel: 256, numHeads: 4, numKvHeads: 2 }, layers: 1, sequences: 1, bytesPerElement: 4 };

it('has a row for each power of two, and one for the present length in its place', () => {
  const { columns, rows } = cacheTable(setup, 10, 'linear');
  expect(columns).toEqual(['tokens', 'MHA · 4 KV (B)', 'GQA · 2 KV (B)', 'MQA · 1 KV (B)']);
  expect(rows.map(([length]) => length)).toEqual([1, 2, 4, 8, 10, 16, 32, 64, 128, 256, 512, 1024]);
  expect(rows[4]).toEqual([10, 20_480, 10_240, 5_120]);
});

it('gives bytes beyond 2⁵³ to the last one, and those below as numbers', () => {
  const shape = { dModel: 1024, numHeads: 1, numKvHeads: 1 };
  const { rows } = cacheTable({ shape, layers: 1023, sequences: 999_999, bytesPerElement: 4 }, 2047, 'linear');
  expect(rows.find(([tokens]) => tokens === 2047)?.[1]).toBe(17_154_694_397_288_448n);
  expect(rows[0]?.[1]).toBe(8_380_407_619_584);
});

it('needs no present length', () => expect(cacheTable(setup, 0, 'log').rows).toHaveLength(18));

it('has a row for each measured cache, and columns for the mechanisms that were measured', () => {
  const cache = { headDim: 64, layers: 1 } as const;
  const { columns, rows } = cacheTable(setup, 10, 'linear', [
    { ...cache, mechanism: 'mha', tokens: 24, bytes: 49_152 },
    { ...cache, mechanism: 'mqa', tokens: 24, bytes: 12_288 },
    { ...cache, mechanism: 'mha', tokens: 32, bytes: 65_536 },
  ]);
  expect(columns.slice(-3)).toEqual(['MQA · 1 KV (B)', 'MHA measured (B)', 'MQA measured (B)']);
  expect(rows.find(([tokens]) => tokens === 24)).toEqual([24, 49_152, 24_576, 12_288, 49_152, 12_288]);
  expect(rows.find(([tokens]) => tokens === 32)?.slice(-2)).toEqual([65_536, '']);
  expect(rows.find(([tokens]) => tokens === 16)?.slice(-2)).toEqual(['', '']);
});
