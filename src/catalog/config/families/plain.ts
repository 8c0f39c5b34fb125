import type { FamilyRule } from '../familyRule.ts';
import { decoder } from './decoder.ts';

/**
 * Decoders that keep K and V of every token in every layer. A mixture of experts has one cache, not one for each expert. Defaults
 * are those of the configuration classes in transformers, which vLLM fills files in with, too.
 * Source: transformers configuration classes @008e574 [T1]; vLLM `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const PLAIN: Readonly<Record<string, FamilyRule>> = {
  ...rows(decoder(), [
    'llama',
    'yi',
    'internlm2',
    'internlm3',
    'granite',
    'granitemoe',
    'granitemoeshared',
    'olmo',
    'olmo2',
    'olmoe',
    'nemotron',
    'exaone',
    'minicpm',
    'deepseek',
    'cohere',
    'ernie4_5',
    'seed_oss',
    'aquila',
    'orion',
    'arcee',
    'apertus',
    'minicpm4',
    'openpangu',
    'solar',
  ]),
  // Their files have no field for KV heads: all heads have K and V of their own.
  ...rows(decoder({ kvHeads: 'heads as always' }), [
    'gpt2',
    'gptj',
    'bloom',
    'opt',
    'gpt_neox',
    'gpt_neox_japanese',
    'codegen',
    'biogpt',
    'phi',
    'persimmon',
    'baichuan',
    'xverse',
    'internlm',
  ]),
  stablelm: decoder({ kvHeads: 32 }),
  stablelm_epoch: decoder({ kvHeads: 32 }),
  glm: decoder({ kvHeads: 2 }),
  glm4: decoder({ kvHeads: 2 }),
  glm4v: decoder({ kvHeads: 2 }),
  glm4_moe: decoder({ kvHeads: 8 }),
  glm4v_moe: decoder({ kvHeads: 8 }),
  ernie4_5_moe: decoder({ kvHeads: 4 }),
  smollm3: decoder({ kvHeads: 4 }),
  helium: decoder({ kvHeads: 20 }),
  minimax_m2: decoder({ kvHeads: 8 }),
  gemma: decoder({ kvHeads: 16, headDim: 256 }),
};

/** Returns a table with the same rule for several names. */
export function rows(rule: FamilyRule, names: readonly string[]): Record<string, FamilyRule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}
