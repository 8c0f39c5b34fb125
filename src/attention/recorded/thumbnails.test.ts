import { expect, test } from 'vitest';
import { layerThumbnails, THUMBNAIL_CELLS } from './thumbnails.ts';

function small(numHeads: number, tokens: number, lit: readonly [head: number, row: number, column: number][]) {
  const weights = new Float32Array(numHeads * tokens ** 2);
  for (const [head, row, column] of lit) weights[(head * tokens + row) * tokens + column] = 0.5;
  const steps = layerThumbnails({ numHeads, weights }, tokens);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return { weights, ...step.value };
}

test('a short text has every weight in its thumbnails, which are copies', () => {
  const { side, cells, weights } = small(2, 3, [[1, 2, 0]]);
  expect(side).toBe(3);
  expect(cells).toEqual(weights);
  expect(cells.buffer).not.toBe(weights.buffer);
});

test('of a long text each cell has the largest weight of its block, of its own head', () => {
  const { side, cells } = small(2, 240, [[1, 239, 13]]);
  expect(side).toBe(THUMBNAIL_CELLS);
  const lit = [...cells.entries()].filter(([, weight]) => weight > 0);
  expect(lit).toEqual([[(THUMBNAIL_CELLS + 23) * THUMBNAIL_CELLS + 1, 0.5]]);
});
