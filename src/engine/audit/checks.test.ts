import { expect, test } from 'vitest';
import type { ComputedAttention } from '../forward/fullLayer.ts';
import type { ComputedRun, RunLayer } from '../forward/fullRun.ts';
import { rowFiguresOf } from '../forward/rowFigures.ts';
import {
  equalityCheck,
  maskCheck,
  parametersCheck,
  referenceCheck,
  rowSumsCheck,
  skippedReferenceCheck,
} from './checks.ts';

const SHAPE = { dModel: 2, numHeads: 1, numKvHeads: 1 };
const none = { weight: new Float32Array() };
const weights = { wQ: none, wK: none, wV: none, wO: none };

/** One head, two tokens: the map is `map`, the output `output`. */
function attention(map: readonly number[], output: readonly number[] = [1, 2, 3, 4]): ComputedAttention {
  const attentionWeights = { rows: 2, cols: 2, values: Float32Array.from(map) };
  return {
    attentionWeights,
    rowFigures: rowFiguresOf(attentionWeights),
    output: { rows: 2, cols: 2, values: Float32Array.from(output) },
  };
}

function runOf(gqaMap: readonly number[], parameters = 16): ComputedRun {
  const layer = (map: readonly number[]): RunLayer => ({
    ...attention(map),
    input: new Float32Array(4),
    shape: SHAPE,
    weights,
    parameters,
  });
  const good = [1, 0, 0.5, 0.5];
  return {
    x: new Float32Array(4),
    sdpa: attention(good),
    layers: { mha: layer(good), gqa: layer(gqaMap), mqa: layer(good) },
  };
}

const compare = (a: ComputedAttention, b: ComputedAttention) => equalityCheck('id', 'claim', [a, b], 'all');

test('tells the row that misses 1 furthest, wherever it is', () => {
  expect(rowSumsCheck(runOf([1, 0, 0.5, 0.5]))).toMatchObject({ figure: 'largest deviation 0', passed: true });
  expect(rowSumsCheck(runOf([1, 0, 0.5, 0.25]))).toMatchObject({ figure: 'largest deviation 2.5e-1', passed: false });
});

test('fails on a NaN rather than passing it', () => {
  expect(rowSumsCheck(runOf([1, 0, Number.NaN, 0.5])).passed).toBe(false);
  expect(compare(attention([Number.NaN, 0, 0, 0]), attention([0, 0, 0, 0])).passed).toBe(false);
});

test('tells the largest weight above the diagonal, and does not apply without a mask', () => {
  expect(maskCheck(runOf([1, 0, 0.5, 0.5]), true)).toMatchObject({ figure: 'largest weight there 0', passed: true });
  expect(maskCheck(runOf([0.75, 0.25, 0.5, 0.5]), true)).toMatchObject({
    figure: 'largest weight there 2.5e-1',
    passed: false,
  });
  expect(maskCheck(runOf([0.75, 0.25, 0.5, 0.5]), false)).not.toHaveProperty('passed');
});

test('compares weights and outputs of two ways to compute the same', () => {
  const map = [1, 0, 0.5, 0.5];
  expect(compare(attention(map), attention(map))).toMatchObject({ passed: true });
  expect(compare(attention(map, [1, 2, 3, 4.5]), attention(map))).toMatchObject({
    figure: 'largest difference 5.0e-1',
    passed: false,
  });
});

test('says which heads were compared where not all were', () => {
  const pair = [attention([1, 0, 0.5, 0.5]), attention([1, 0, 0.5, 0.5])] as const;
  const figure = 'largest difference 0 in outputs and the maps of query heads 0, 8 and 15';
  expect(equalityCheck('id', 'claim', pair, [0, 8, 15]).figure).toBe(figure);
});

test('holds the elements of the tensors against the formula', () => {
  expect(parametersCheck(runOf([1, 0, 0.5, 0.5]), false)).toMatchObject({
    figure: 'MHA 16 = 16, GQA 16 = 16, MQA 16 = 16',
    passed: true,
  });
  expect(parametersCheck(runOf([1, 0, 0.5, 0.5], 15), false)).toMatchObject({
    figure: 'MHA 16 ≠ 15, GQA 16 ≠ 15, MQA 16 ≠ 15',
    passed: false,
  });
});

test('prints both differences from the reference, or why it was not run', () => {
  expect(referenceCheck({ attentionWeights: 2.4e-7, output: 1e-6, outputSize: 0.5 })).toMatchObject({
    figure: 'largest difference 2.4e-7 in weights, 1.0e-6 in outputs of up to 0.5',
    passed: true,
  });
  expect(referenceCheck({ attentionWeights: 0, output: 2e-5, outputSize: 0.5 }).passed).toBe(false);
  expect(referenceCheck({ attentionWeights: 0, output: 2e-5, outputSize: 12 }).passed).toBe(true);
  expect(referenceCheck({ attentionWeights: 2e-5, output: 0, outputSize: 12 }).passed).toBe(false);
  expect(referenceCheck({ attentionWeights: 0, output: Number.NaN, outputSize: 1 }).passed).toBe(false);
  const skipped = skippedReferenceCheck('65 tokens, and it takes up to 64');
  expect(skipped.figure).toBe('not run: 65 tokens, and it takes up to 64');
  expect(skipped).not.toHaveProperty('passed');
});
