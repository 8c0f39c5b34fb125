import { expect, test } from 'vitest';
import type { RunConfig } from '../types.ts';
import { costSentence, formatMegabytes, isCostly, runCost, runFileBytes } from './cost.ts';

const config: RunConfig = {
  dModel: 256,
  numHeads: 16,
  numKvHeads: 4,
  causal: true,
  positions: true,
  bias: true,
  seed: 7,
  kvRule: 'mean',
};

test('tells what 2,048 tokens cost before it is paid', () => {
  expect(costSentence(2048, config, 3)).toBe(
    '2,048 tokens × 16 heads × 3 mechanisms: 805 MB of weights; computed head by head',
  );
  expect(costSentence(1024, { numHeads: 1 }, 1)).toBe(
    '1,024 tokens × 1 head × 1 mechanism: 4 MB of weights; computed head by head',
  );
});

test('counts the weights of all heads, and of the one head that is in memory', () => {
  expect(runCost(2048, config, 3)).toEqual({ weightBytes: 4 * 2048 ** 2 * 48, headBytes: 16 * 2 ** 20 });
});

test('calls what is computed in one go cheap', () => {
  expect(isCostly(runCost(10, config, 3))).toBe(false);
  expect(isCostly(runCost(512, config, 3))).toBe(false);
  expect(isCostly(runCost(1024, config, 3))).toBe(true);
});

test('counts the first layer of a trained model with its second, which is costly on shorter texts', () => {
  const trained = (layer: number) => ({ ...config, trained: { layer, models: { mha: 'a', gqa: 'b', mqa: 'c' } } });
  expect(runCost(700, trained(0), 3)).toEqual(runCost(700, config, 3));
  expect(runCost(700, trained(1), 3)).toEqual({ weightBytes: 4 * 700 ** 2 * 96, headBytes: 4 * 700 ** 2 });
  expect([0, 1].map((layer) => isCostly(runCost(700, trained(layer), 3)))).toEqual([false, true]);
  expect(costSentence(700, trained(1), 3)).toBe(
    '700 tokens × 16 heads × 3 mechanisms × 2 layers: 188 MB of weights; computed head by head',
  );
});

test('counts every tensor of a run file', () => {
  // x, three outputs and basic attention's; 3 × 16 + 1 maps; the parameters of MHA, GQA and MQA.
  const elements = 5 * 10 * 256 + 49 * 100 + 263_168 + 164_480 + 139_808;
  expect(runFileBytes(10, config)).toBe(4 * elements);
  expect(formatMegabytes(runFileBytes(2048, config))).toBe('835 MB');
});
