import { beforeAll, expect, test } from 'vitest';
import { referenceSdpa } from '../../attention/reference.ts';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import type { AttentionOps } from '../ops/ops.ts';
import { plainOps } from '../ops/plainOps.ts';
import { startWasmInNode } from '../training/nodeWasm.ts';
import { attentionInSteps, type StepOptions } from './attentionInSteps.ts';

const SIZES = { numHeads: 6, numKvHeads: 3, headDim: 4 };
const TOKENS = 5;
const SHARING = { ...SIZES, tokens: TOKENS, causal: true };

/** Numbers that repeat nowhere, [heads, tokens, headDim]. */
const numbers = (heads: number, start: number) =>
  Float32Array.from({ length: heads * TOKENS * SIZES.headDim }, (_, index) => Math.sin(start + 1.7 * index));
const Q = numbers(SIZES.numHeads, 0);
const K = numbers(SIZES.numKvHeads, 1);
const V = numbers(SIZES.numKvHeads, 2);

const expected = referenceSdpa({ ...SIZES, q: Q, k: K, v: V, causalOffset: 0 });
/** [tokens, heads · headDim], as the reference does not lay it out. */
const expectedContext = Float64Array.from({ length: expected.output.length }, (_, index) => {
  const { numHeads, headDim } = SIZES;
  const [row, head] = [Math.floor(index / (numHeads * headDim)), Math.floor(index / headDim) % numHeads];
  return expected.output[(head * TOKENS + row) * headDim + (index % headDim)] as number;
});

function attend(headsAtOnce: number, options?: StepOptions) {
  const ops: AttentionOps = { ...plainOps, headsAtOnce: () => headsAtOnce };
  const upload = (values: Float32Array) => () => ops.upload(values, values.length / SIZES.headDim, SIZES.headDim);
  return attentionInSteps(ops, { q: upload(Q), k: upload(K), v: upload(V) }, SHARING, options);
}

beforeAll(startWasmInNode);

test.each([1, 2, 4, 6])(
  'steps of up to %i heads give the maps and the mix of the float64 reference',
  async (headsAtOnce) => {
    const { attentionWeights, context, rowFigures } = await attend(headsAtOnce);
    expect(maxAbsDifference(attentionWeights.values, expected.attentionWeights)).toBeLessThan(1e-6);
    expect(maxAbsDifference(context.values, expectedContext)).toBeLessThan(1e-6);
    expect(rowFigures.sumError).toBeLessThan(1e-6);
    expect(rowFigures.aboveDiagonal).toBe(0);
  },
);

test('only the maps that are asked for are read back, and the rows of all are judged', async () => {
  const { attentionWeights, context, rowFigures } = await attend(2, { wholeMaps: [0, 3, 5] });
  const cells = TOKENS ** 2;
  const some = [0, 3, 5].flatMap((head) => [...expected.attentionWeights.subarray(head * cells, (head + 1) * cells)]);
  expect(maxAbsDifference(attentionWeights.values, Float64Array.from(some))).toBeLessThan(1e-6);
  expect(maxAbsDifference(context.values, expectedContext)).toBeLessThan(1e-6);
  expect(rowFigures.sumError).toBeLessThan(1e-6);
  expect(rowFigures.aboveDiagonal).toBe(0);
});

test('what is not wanted any more stops between two steps, with the reason', async () => {
  const controller = new AbortController();
  const attended = attend(1, { signal: controller.signal });
  controller.abort(new Error('Not wanted.'));
  await expect(attended).rejects.toThrow('Not wanted.');
});
