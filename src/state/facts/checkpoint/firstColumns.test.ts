import { expect, it } from 'vitest';
import { firstColumns } from './firstColumns.ts';

it.each([
  ['SmolLM2, with copies above and one KV head below', 9, 3, 3, [9, 3, 1]],
  ['GPT-2, with what a conversion might choose and one KV head', 12, 12, 3, [12, 3, 1]],
  ['Llama 3.2', 32, 8, 3, [8, 2, 1]],
  ['a StarCoder, which has one KV head', 48, 1, 3, [48, 1]],
  ['Qwen2.5, whose 2 KV heads have nothing between them and 1', 14, 2, 3, [14, 2, 1]],
  ['a model beside one recording', 32, 8, 2, [8, 1]],
  ['a model beside two recordings', 32, 8, 1, [8]],
])('of %s', (_, numHeads, numKvHeads, most, expected) => {
  expect(firstColumns({ numHeads, numKvHeads }, most)).toEqual(expected);
});
