import { expect, it } from 'vitest';
import { cacheBytes } from '../attention/cost/cacheBytes.ts';
import type { CostModel } from '../attention/cost/cachedLayers.ts';
import { costModelOf } from '../catalog/models/cachePlan.ts';
import { MODELS, modelById, modelIdOf } from '../catalog/models/models.ts';
import type { CostChoice } from '../state/facts/cost/costChoice.ts';
import { DEFAULT_COST } from '../state/facts/cost/defaultCost.ts';
import { costSetupOf, kvHeadsFor } from './costSetupOf.ts';

const read = (patch: Partial<CostChoice> = {}) => costSetupOf({ ...DEFAULT_COST, ...patch });
const names = (patch: Partial<CostChoice>) => read(patch).setup.variants.map(({ name }) => name);

function model(id: string): CostModel {
  const entry = modelById(id);
  if (!entry) throw new Error(`The catalog has no ${id}.`);
  return costModelOf(entry);
}

it('stands for Llama-3.1 8B on one H100 as a rule, with nothing to remark', () => {
  const { setup, problems, remarks, weightType } = read();
  expect([setup.model.name, setup.gpu.name]).toEqual(['Llama-3.1 8B', 'NVIDIA H100 80GB SXM']);
  expect([setup.memoryBytes, weightType]).toEqual([81_559n * 2n ** 20n, 'bf16']);
  expect([...problems, ...remarks]).toEqual([]);
});

it('has the published model first, and each of the others once', () => {
  expect(names({ kvHeads: 8 })).toEqual(['as published', 'MHA', 'MQA']);
  expect(names({ kvHeads: 4 })).toEqual(['as published', 'MHA', 'GQA-4', 'MQA']);
  expect(names({ kvHeads: 32 })).toEqual(['as published', 'MHA', 'MQA']);
  expect(names({ kvHeads: 1 })).toEqual(['as published', 'MHA', 'MQA']);
  expect(names({ model: 'opt-13b', kvHeads: 8 })).toEqual(['as published', 'GQA-8', 'MQA']);
});

it('counts a variant’s weights with its own K and V projections', () => {
  const [published, mha] = read().setup.variants;
  // 24 more heads · 128 · d_model 4,096 · K and V · 32 layers · 2 bytes.
  expect((mha?.weightBytes ?? 0n) - (published?.weightBytes ?? 0n)).toBe(24n * 128n * 4_096n * 2n * 32n * 2n);
  expect(read({ weightType: 'int4' }).setup.variants[0]?.weightBytes).toBe(8_030_000_000n / 2n);
});

it('has the published model alone if nothing is kept, or if nobody knows how wide MLA’s heads are, and says why', () => {
  expect(names({ model: 'bert-base' })).toEqual(['as published']);
  expect(names({ model: 'mamba-130m' })).toEqual(['as published']);
  expect(names({ model: 'deepseek-v3' })).toEqual(['as published']);
  expect(read({ model: 'deepseek-v3' }).remarks.join(' ')).toContain('MLA');
});

it('says which model and which GPU the catalog does not have, and shows the usual ones', () => {
  const { setup, problems } = read({ model: 'llama-9', gpu: 'gtx-480' });
  expect(problems).toEqual([
    'The catalog has no model called “llama-9”: Llama-3.1 8B is shown.',
    'The catalog has no GPU called “gtx-480”: NVIDIA H100 80GB SXM is shown.',
  ]);
  expect([setup.model.name, setup.gpu.name]).toEqual(['Llama-3.1 8B', 'NVIDIA H100 80GB SXM']);
});

it('moves KV heads that do not divide the query heads to the nearest that do, with a sentence', () => {
  const { setup, problems } = read({ kvHeads: 7 });
  expect(setup.choice.kvHeads).toBe(8);
  expect(problems).toEqual(['7 KV heads do not divide the 32 query heads of Llama-3.1 8B: 8 are shown.']);
  expect(kvHeadsFor(model('opt-13b'), 8)).toBe(40);
  expect(kvHeadsFor(model('mamba-130m'), 8)).toBe(8);
});

it('takes a model of one’s own in the place of that of the catalog', () => {
  const own = { ...model('mistral-7b-v0-1'), name: 'Mine', parameters: null };
  const { setup, entry, remarks } = read({ own, model: 'nobody' });
  expect([setup.model.name, entry, setup.variants[0]?.weightBytes]).toEqual(['Mine', null, null]);
  expect(remarks.join(' ')).toContain('its weights are counted as 0 bytes');
});

it('does not compute with a model of one’s own whose numbers are beyond all models, and says so', () => {
  const own = { ...model('mistral-7b-v0-1'), name: 'Mine', queryHeads: 1e15 };
  const { setup, problems } = read({ own });
  expect(problems).toEqual(['“Mine” has numbers that no model has: the model of the catalog is shown.']);
  expect([setup.model.name, setup.choice.own]).toEqual(['Llama-3.1 8B', null]);
});

it('reads every model of the catalog, at every number of KV heads that it can have', () => {
  for (const entry of MODELS) {
    const id = modelIdOf(entry);
    const kvHeads = kvHeadsFor(costModelOf(entry), 8);
    const { setup, problems } = read({ model: id, kvHeads });
    expect([id, problems]).toEqual([id, []]);
    expect(setup.variants.map(({ name }) => name)).toEqual([...new Set(setup.variants.map(({ name }) => name))]);
  }
});

it('counts the source that a model leaves open as long as the choice has it, and asks for that alone', () => {
  const source = (patch: Partial<CostChoice>) => {
    const { setup } = read(patch);
    return [setup.asksSource, setup.model.plan.crossAttention?.sourceTokens];
  };
  expect(source({ model: 't5-base' })).toEqual([true, null]);
  expect(source({ model: 't5-base', sourceTokens: 512 })).toEqual([true, 512]);
  // Whisper fixes its own, and Llama has none.
  expect(source({ model: 'whisper-tiny', sourceTokens: 512 })).toEqual([false, 1_500]);
  expect(source({ sourceTokens: 512 })).toEqual([false, undefined]);
});

it('holds the source in every variant beside the text', () => {
  const bytes = (sourceTokens: number) =>
    read({ model: 't5-base', cacheType: 'bf16', sourceTokens }).setup.variants.map(
      ({ variant }) => cacheBytes(variant.model.plan, { type: 'bf16' }, { tokens: 10 }).crossBytes,
    );
  const without = bytes(0);
  const [published] = bytes(512);
  expect(without.every((each) => each === 0n)).toBe(true);
  // K and V · 12 layers · 12 heads · 64 · 2 bytes · 512 tokens.
  expect(published).toBe(2n * 12n * 12n * 64n * 2n * 512n);
});
