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

it('has words and a patch for every change that makes it fit, which fits then', () => {
  const asked = { ...DEFAULT_COST, model: 'llama-3-1-70b', contextTokens: 131_072, sequences: 1 };
  const { setup } = costSetupOf(asked);
  const [published] = setup.variants;
  if (!published) throw new Error('There is no variant.');
  const remedies = remediesFor(fitInputOf(setup, published), weightsIn(setup, published));
  expect(remedies.map(({ change }) => remedyText(change).text)).toContain('4 GPUs at a tensor parallel size of 4');
  for (const { change } of remedies) {
    const { patch } = remedyText(change);
    if (patch === null) continue;
    const then = costSetupOf({ ...asked, ...patch }).setup;
    const outcome = then.variants[0] && fitOnGpus(fitInputOf(then, then.variants[0]));
    expect([change.kind, outcome?.ok && outcome.value.fits]).toEqual([change.kind, true]);
  }
});
