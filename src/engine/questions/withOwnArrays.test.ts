import { expect, test } from 'vitest';
import { withOwnArrays } from './withOwnArrays.ts';

test('a message with arrays of its own says the same, and shares no memory with the first', () => {
  const all = new Float32Array([1, 2, 3, 4]);
  const message = { maps: { mha: { cells: all.subarray(1, 3) }, gqa: undefined }, rows: [all, null], note: 'a' };
  const own = withOwnArrays(message);
  expect(own).toEqual(message);
  all.fill(0);
  expect([...own.maps.mha.cells]).toEqual([2, 3]);
  expect(own.maps.mha.cells.buffer.byteLength).toBe(8);
  expect(own.rows).toEqual([new Float32Array([1, 2, 3, 4]), null]);
});
