import { describe, expect, it } from 'vitest';
import { aSetup } from '../testing/aSetup.ts';
import { computeTypeOf, rooflineInputOf, wholeFitInputOf } from './variantInput.ts';

describe('the type of the weights', () => {
  it('decides in which type products are computed; int4 is widened first', () => {
    expect(computeTypeOf(aSetup({ weightType: 'fp8' }))).toBe('fp8');
    expect(computeTypeOf(aSetup({ weightType: 'int4' }))).toBe('bf16');
    expect(computeTypeOf(aSetup())).toBe('bf16');
  });
});

it('puts a variant on the GPUs of the choice', () => {
  const setup = aSetup({ overheadGib: 1.5, gpus: 4, tensorParallel: 2 });
  const [published] = setup.variants;
  if (!published) throw new Error('no variant');
  expect(wholeFitInputOf(setup, published)).toMatchObject({
    ok: true,
    value: { gpus: 4, tensorParallel: 2, overheadBytes: 1_610_612_736n, sequences: 16, blockSize: 16, queryHeads: 32 },
  });
  expect(rooflineInputOf(setup, published)).toMatchObject({
    ok: true,
    value: { compute: { type: 'bf16' }, input: { tensorParallel: 2, bandwidth: 3.35e12, peakFlops: 989.4e12 } },
  });
});

it('says of a model without a number of parameters that its weights cannot be counted', () => {
  const setup = aSetup();
  const [published] = setup.variants;
  if (!published) throw new Error('no variant');
  const unknown = { ...published, weightBytes: null };
  const reason = 'The number of its parameters is not known, so that its weights cannot be counted.';
  expect(wholeFitInputOf(setup, unknown)).toEqual({ ok: false, reason });
  expect(rooflineInputOf(setup, unknown)).toEqual({ ok: false, reason });
  const headless = {
    ...published,
    variant: { ...published.variant, model: { ...published.variant.model, queryHeads: null } },
  };
  expect(rooflineInputOf(setup, headless)).toMatchObject({ ok: false, reason: expect.stringContaining('query heads') });
});
