import { expect, it } from 'vitest';
import { openComparison } from '../../attention/comparison/comparison.ts';
import { differenceMaps, differenceName, largestDifference, sideName } from './differenceMaps.ts';

const comparison = (() => {
  const open = openComparison({ numHeads: 1, sequenceLength: 2, causal: false });
  const maps = {
    mha: Float32Array.of(0.5, 0.5, 1, 0),
    gqa: Float32Array.of(1, 0, 1, 0),
    mqa: Float32Array.of(0.25, 0.75, 1, 0),
  };
  for (const _ of open.add(0, maps));
  return open.finish();
})();

const cellsOf = ({ cells, sign }: ReturnType<typeof differenceMaps>) => Array.from(cells, (cell) => cell * sign);

it('takes any mechanism from any other, with the sign of the order asked for', () => {
  expect(cellsOf(differenceMaps(comparison, 'gqa', 'mha')).slice(0, 2)).toEqual([0.5, -0.5]);
  expect(cellsOf(differenceMaps(comparison, 'mha', 'gqa')).slice(0, 2)).toEqual([-0.5, 0.5]);
  expect(cellsOf(differenceMaps(comparison, 'gqa', 'mqa')).slice(0, 2)).toEqual([0.75, -0.75]);
});

it('turns the weights of a cell around with the order', () => {
  const [cell] = differenceMaps(comparison, 'mha', 'gqa').largestOverall;
  expect(cell).toMatchObject({ of: 0.5, from: 1 });
  expect(largestDifference(differenceMaps(comparison, 'mqa', 'gqa'))).toBe(0.75);
});

it('keeps the distance whichever way round', () => {
  expect(differenceMaps(comparison, 'mha', 'gqa').meanDistances[0]).toBe(0.25);
  expect(differenceMaps(comparison, 'gqa', 'mha').meanDistances[0]).toBe(0.25);
});

it('finds nothing between a mechanism and itself', () => {
  const maps = differenceMaps(comparison, 'mqa', 'mqa');
  expect(maps.largestOverall).toEqual([]);
  expect([...maps.cells, ...maps.meanDistances]).toEqual([0, 0, 0, 0, 0]);
  expect(largestDifference(maps)).toBe(0);
  expect(differenceName(maps)).toBe('MQA − MQA');
});

it('calls its sides by their mechanisms, or by names of their own', () => {
  const maps = differenceMaps(comparison, 'gqa', 'mha');
  expect(differenceName(maps)).toBe('GQA − MHA');
  const named = { ...maps, names: { of: 'SmolLM2', from: 'its Q 3' } };
  expect([differenceName(named), sideName(named, 'from')]).toEqual(['SmolLM2 − its Q 3', 'its Q 3']);
});
