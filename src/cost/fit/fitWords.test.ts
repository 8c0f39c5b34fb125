import { expect, it } from 'vitest';
import { fitOnGpus } from '../../attention/cost/serving/fit.ts';
import { remediesFor } from '../../attention/cost/serving/remedies.ts';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';
import { DEFAULT_COST } from '../../state/facts/cost/defaultCost.ts';
import { costSetupOf, weightsIn } from '../costSetupOf.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { remedyText } from './remedyText.ts';
import { replicationText } from './replicationText.ts';

function replicated(patch: Partial<CostChoice>, name: string): string {
  const { setup } = costSetupOf({ ...DEFAULT_COST, ...patch });
  const variant = setup.variants.find((candidate) => candidate.name === name);
  const outcome = variant && fitOnGpus(fitInputOf(setup, variant));
  if (!outcome?.ok) throw new Error(outcome?.reason ?? `There is no ${name}.`);
  return replicationText(outcome.value, setup.choice.tensorParallel);
}

it('says that MQA’s one head is on every GPU, and nothing if each head is on one', () => {
  const on8 = { gpus: 8, tensorParallel: 8 };
  expect(replicated(on8, 'MQA')).toContain('1 KV head over 8 GPUs, so that 8 GPUs hold the same one');
  expect(replicated({ gpus: 16, tensorParallel: 16 }, 'as published')).toContain(
    '8 KV heads over 16 GPUs, so that 2 GPUs',
  );
  expect(replicated(on8, 'as published')).toBe('');
  expect(replicated({ ...on8, model: 'deepseek-v3' }, 'as published')).toContain('MLA’s latent is replicated');
});

it.each([
  ['llama-3-1-70b', { contextTokens: 131_072, sequences: 1 }],
  ['gemma-3-27b', { sequences: 32 }],
  ['llama-3-1-8b', { sequences: 32, gpus: 2, tensorParallel: 1, utilisation: 0.5 }],
  ['llama-3-1-70b', { gpus: 8, tensorParallel: 2, contextTokens: 65_536, sequences: 1 }],
] as const)(
  'has words and a patch for every change that makes %s fit with %o, and the patch is enough',
  (model, patch) => {
    const asked = { ...DEFAULT_COST, model, ...patch };
    const { setup } = costSetupOf(asked);
    for (const variant of setup.variants)
      for (const { change, fit } of remediesFor(fitInputOf(setup, variant), weightsIn(setup, variant))) {
        const remedy = remedyText(change);
        if (remedy.patch === null) continue;
        const then = costSetupOf({ ...asked, ...remedy.patch }).setup;
        const same = then.variants.find(({ name }) => name === variant.name);
        const outcome = same && fitOnGpus(fitInputOf(then, same));
        expect([remedy.text, outcome?.ok && outcome.value.sequences]).toEqual([remedy.text, fit.sequences]);
      }
  },
);

it('writes a change as it is chosen', () => {
  const texts = (model: string, patch: Partial<CostChoice>) => {
    const { setup } = costSetupOf({ ...DEFAULT_COST, model, ...patch });
    const [published] = setup.variants;
    if (!published) throw new Error('There is no variant.');
    const remedies = remediesFor(fitInputOf(setup, published), weightsIn(setup, published));
    return remedies.map(({ change }) => remedyText(change).text);
  };
  expect(texts('gemma-3-27b', { sequences: 32 })).toEqual([
    '2 GPUs at a tensor parallel size of 1',
    'weights in fp8',
    'weights of at most 35.68 GiB (38.31 GB), however they are stored',
    'K and V in fp8',
    'a context of at most 2,208 tokens',
    'at most 18 sequences at once',
  ]);
  expect(texts('llama-3-1-8b', { sequences: 56 })).toContain('a memory utilisation of 0.91');
});
