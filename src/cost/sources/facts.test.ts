import { expect, it } from 'vitest';
import { gpuById } from '../../catalog/gpus/gpus.ts';
import { modelById } from '../../catalog/models/models.ts';
import { gpuFacts, modelFacts } from './facts.ts';

it('marks what nobody looked up, and leaves out what does not apply', () => {
  const entry = modelById('gpt-2-small');
  if (!entry) throw new Error('The catalog has no GPT-2 small.');
  const facts = modelFacts(entry);
  expect(facts).toContainEqual({ name: 'weights', value: 'fp32', isVerified: false });
  expect(facts).toContainEqual({ name: 'KV heads', value: '12', isVerified: true });
  expect(facts.map(({ name }) => name)).not.toContain('MLA latent');
});

it('names a GPU’s memory by how it is known', () => {
  const gpu = gpuById('nvidia-h100-80gb-pcie');
  if (!gpu) throw new Error('The catalog has no such GPU.');
  expect(gpuFacts(gpu)[0]).toEqual({ name: 'memory, MiB, as its driver reports', value: '81,559', isVerified: false });
  expect(gpuFacts(gpu)).toContainEqual({ name: 'peak in fp16, TFLOP/s', value: '756.5', isVerified: true });
});
