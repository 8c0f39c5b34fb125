import { expect, it } from 'vitest';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';
import { DEFAULT_COST } from '../../state/facts/cost/defaultCost.ts';
import { costSetupOf } from '../costSetupOf.ts';
import { headlineOf, headlineText } from './headline.ts';

const text = (patch: Partial<CostChoice> = {}) => headlineText(costSetupOf({ ...DEFAULT_COST, ...patch }).setup);

it('says how many sequences fit as published, as MHA and as MQA', () => {
  // 81,559 MiB · 0.9 − weights − 1 GiB, over 1 GiB, 4 GiB and 128 MiB a sequence.
  expect(text()).toBe(
    'One NVIDIA H100 80GB SXM holds 55 sequences of 8,192 tokens of Llama-3.1 8B as published (GQA, 8 KV heads); as MHA it would hold 13, as MQA 449.',
  );
});

it('has GQA besides when the slider stands at another number than the published one', () => {
  expect(text({ kvHeads: 4 })).toContain('; as MHA it would hold 13, as GQA-4 111, as MQA 449.');
  const accents = headlineOf(costSetupOf({ ...DEFAULT_COST, kvHeads: 4 }).setup).flatMap(({ accent }) => accent ?? []);
  expect(accents).toEqual(['published', 'mha', 'gqa', 'mqa']);
});

it('names several GPUs, one sequence, and none', () => {
  expect(text({ gpus: 8, tensorParallel: 4 })).toMatch(
    /^8 × NVIDIA H100 80GB SXM in replicas of 4 hold [\d,]+ sequences of /,
  );
  expect(text({ gpus: 2 })).toContain('2 × NVIDIA H100 80GB SXM, a replica each, hold 110 sequences');
  expect(text({ contextTokens: 400_000 })).toContain('holds 1 sequence of 400,000 tokens of Llama-3.1 8B');
  expect(text({ contextTokens: 1_000_000 })).toContain(
    'does not hold one sequence of 1,000,000 tokens of Llama-3.1 8B as published (GQA, 8 KV heads); as MHA it would hold 0, as MQA 3.',
  );
});

it('says that there is no KV cache, and whether the weights fit', () => {
  expect(text({ model: 'bert-base' })).toMatch(
    /^BERT-base keeps no KV cache: it is an encoder.*Its [\d.]+ MiB of weights fit on one NVIDIA H100 80GB SXM, and leave [\d.]+ GiB\.$/,
  );
  expect(text({ model: 'falcon-mamba-7b', gpu: 'nvidia-rtx-3060-12gb' })).toMatch(
    /do not fit on one .*short by [\d.]+ GiB\.$/,
  );
});

it('says what is wrong with a number in place of a figure', () => {
  expect(text({ gpus: 3, tensorParallel: 3 })).toContain('A tensor parallel size of 3 does not divide 32 query heads');
});

it('names MLA, and KV heads that differ by layer', () => {
  expect(text({ model: 'deepseek-v2-lite' })).toContain('DeepSeek-V2-Lite as published (MLA).');
  expect(text({ model: 'kimi-k3' })).toContain('as published (MLA), weights not counted.');
  expect(text({ model: 'gemma-4-31b', gpus: 8, tensorParallel: 1 })).not.toContain('undefined');
});
