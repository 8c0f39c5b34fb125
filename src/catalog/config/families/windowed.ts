import type { FamilyRule } from '../familyRule.ts';
import { decoder } from './decoder.ts';
import { rows } from './plain.ts';

const PATTERN_NAMES = ['sliding_window_pattern', '_sliding_window_pattern'];
const UPPER = { on: 'upper layers' } as const;

const gemma3 = decoder({
  kvHeads: 4,
  headDim: 256,
  windows: { on: 'all but every nth', n: 6, names: PATTERN_NAMES, window: 4096 },
});

/**
 * Decoders whose layers keep only the last tokens of a window, all of them or some.
 * Source: transformers configuration classes of mistral @001f85b, qwen2 @008e574, gemma3 @008f5c8, cohere2 @008e574 [T1]; vLLM
 * `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const WINDOWED: Readonly<Record<string, FamilyRule>> = {
  ...rows(decoder({ kvHeads: 8, windows: { on: 'every layer', window: 4096 } }), ['mistral']),
  ...rows(decoder({ kvHeads: 8, windows: { on: 'every layer', window: null } }), ['mixtral', 'phimoe', 'ministral3']),
  ministral: decoder({ kvHeads: 8, windows: { on: 'every layer', window: 4096 } }),
  starcoder2: decoder({ kvHeads: 2, windows: { on: 'every layer', window: null } }),
  ...rows(decoder({ windows: { on: 'every layer', window: null } }), ['phi3', 'phi4mm']),

  ...rows(decoder({ kvHeads: 32, windows: UPPER }), ['qwen2', 'qwen2_vl', 'qwen2_5_vl', 'qwen2_5_omni', 'mimo']),
  qwen2_moe: decoder({ kvHeads: 16, windows: UPPER }),
  ...rows(decoder({ kvHeads: 32, headDim: 128, windows: UPPER }), ['qwen3', 'qwen3_vl']),
  ...rows(decoder({ kvHeads: 4, headDim: 128, windows: UPPER }), [
    'qwen3_moe',
    'qwen3_vl_moe',
    'qwen3_omni_moe',
    'qwen3_omni_moe_thinker',
  ]),

  gemma2: decoder({ kvHeads: 4, headDim: 256, windows: { on: 'all but every nth', n: 2, window: 4096 } }),
  gpt_oss: decoder({ kvHeads: 8, headDim: 64, windows: { on: 'all but every nth', n: 2, window: 128 } }),
  // A model that looks at all tokens at once (EmbeddingGemma) writes none, so it keeps none.
  gemma3: (fields) =>
    fields.flag('use_bidirectional_attention')
      ? { kind: 'encoder-only', layers: [], queryHeads: null, dModel: null }
      : gemma3(fields),
  cohere2: decoder({ windows: { on: 'all but every nth', n: 4, names: PATTERN_NAMES, window: 4096 } }),
  olmo3: decoder({ windows: { on: 'all but every nth', n: 4, names: PATTERN_NAMES, window: 4096 } }),
  exaone4: decoder({
    kvHeads: 32,
    windows: { on: 'all but every nth', n: 4, names: PATTERN_NAMES, hasLetters: true, window: 4096 },
  }),
};
