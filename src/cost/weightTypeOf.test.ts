import { expect, it } from 'vitest';
import { MODELS } from '../catalog/models/models.ts';
import { weightTypeOf } from './weightTypeOf.ts';

it.each([
  ['bf16', 'bf16'],
  ['fp16', 'fp16'],
  ['fp32', 'fp32'],
  ['fp8 (e4m3)', 'fp8'],
  ['FP8 weights (bf16 compute)', 'fp8'],
  ['int8 (bitsandbytes)', 'int8'],
  ['int4 (gptq)', 'int4'],
  ['mxfp4 MoE / bf16', 'int4'],
  ['quantised (awq)', 'bf16'],
  ['int3 (gptq)', 'bf16'],
])('takes “%s” for %s', (words, type) => {
  expect(weightTypeOf(words).type).toBe(type);
});

it('says what it took for a type that is not known, mixed or of unknown bits, and nothing of a plain one', () => {
  expect(weightTypeOf('bf16').remark).toBeNull();
  expect(weightTypeOf(null).remark).toContain('is not known');
  expect(weightTypeOf('int3 (gptq)').remark).toContain('“int3 (gptq)”, which does not say');
  expect(weightTypeOf('mxfp4 MoE / bf16').remark).toContain('all of them are counted as int4');
});

it('finds a type in the words of every model of the catalog that names one', () => {
  for (const { nativeDtype } of MODELS)
    if (nativeDtype !== null) expect(weightTypeOf(nativeDtype).remark ?? '').not.toContain('does not say');
});
