import { expect, it } from 'vitest';
import { maxAbsDifference } from '../../attention/selfChecks.ts';
import { queryWidth } from '../../attention/sharing.ts';
import { type LinearWeights, MECHANISMS } from '../../attention/types.ts';
import { linesOf } from './differingLines.ts';
import { loopCode } from './loopCode.ts';
import { runName, TEST_CONFIG, TEST_CONFIGS, TEST_TOKENS, testRun } from './testRun.ts';

interface Layer {
  readonly weight: readonly number[][];
  readonly bias?: readonly number[];
}

type Attention = (
  x: readonly number[][],
  ...layers: readonly Layer[]
) => { readonly weights: readonly number[][][]; readonly output: readonly number[][] };

const cases = TEST_CONFIGS.flatMap((config) =>
  MECHANISMS.map((mechanism) => ({ mechanism, config, name: runName(mechanism, config) })),
);

it.each(cases)('executed, gives the reference’s numbers: $name', ({ mechanism, config }) => {
  const text = loopCode(mechanism, { config, tokens: TEST_TOKENS.length });
  const attention: Attention = new Function(`'use strict';\n${text}\nreturn attention;`)();
  const { x, weights, expected } = testRun(mechanism, config);
  const layer = ({ weight, bias }: LinearWeights, inputs: number): Layer => ({
    weight: rows(weight, inputs),
    ...(bias && { bias: [...bias] }),
  });

  const computed = attention(
    rows(x, config.dModel),
    ...(['wQ', 'wK', 'wV'] as const).map((w) => layer(weights[w], config.dModel)),
    layer(weights.wO, queryWidth(config)),
  );
  const maps = computed.weights.flat().flatMap((row) => [...row, ...Array(TEST_TOKENS.length - row.length).fill(0)]);
  expect(maxAbsDifference(Float64Array.from(maps), expected.attentionWeights)).toBeLessThan(1e-12);
  expect(maxAbsDifference(Float64Array.from(computed.output.flat()), expected.output)).toBeLessThan(1e-12);
});

it('tells MHA, GQA and MQA apart by the KV head that a query head reads', () => {
  const ofKvHead = MECHANISMS.map((mechanism) =>
    linesOf(loopCode(mechanism, { config: TEST_CONFIG, tokens: 5 })).find((line) => line.includes('const kvHead')),
  );
  expect(ofKvHead.map((line) => line?.trim().replace(/ \/\/.*/, ''))).toEqual([
    'const kvHead = head;',
    'const kvHead = Math.floor(head / 2);',
    'const kvHead = 0;',
  ]);
});

it('is short', () => {
  expect(linesOf(loopCode('gqa', { config: TEST_CONFIG, tokens: 5 })).length).toBeLessThanOrEqual(45);
});

/** Row-major values as rows of `width`. */
function rows(values: Float32Array, width: number): number[][] {
  return Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);
}
