import type { Activation, CheckpointConfig, ModelType, NormKind } from '../../../attention/checkpoint/config.ts';
import type { Fields } from '../fields.ts';
import { refuse } from '../refused.ts';

type Block = Pick<CheckpointConfig, 'block' | 'sharesNorm'>;

/** How a family's rotary positions are told: names of fields, and what its code takes if they are missing. */
export interface RopeTraits {
  readonly theta: readonly string[];
  readonly partial: { readonly names: readonly string[]; readonly absent: number };
}

/** What a family's own code says, and what it lets a file say, besides the sizes of attention. */
export interface FamilyTraits {
  readonly norm: NormKind;
  readonly epsilon: { readonly name: string; readonly absent: number };
  readonly headNorm?: (fields: Fields) => NormKind | null;
  readonly activation: { readonly name: string; readonly absent: Activation };
  readonly isGated: boolean;
  /** Without the field: four times the model's width, unless it is needed. */
  readonly mlpWidth: { readonly name: string; readonly isNeeded: boolean };
  readonly block: (fields: Fields) => Block;
  readonly fusedQkv?: (fields: Fields) => 'blocks' | 'groups';
  /** Null: learned positions. */
  readonly rope: RopeTraits | null;
  readonly canScaleScores?: boolean;
  readonly canScaleByLayer?: boolean;
  /** True when the last projection is the embeddings' matrix unless the file says otherwise. */
  readonly isTied: boolean;
}

const SEQUENTIAL: Block = { block: 'sequential', sharesNorm: false };
const ROPE: RopeTraits = { theta: ['rope_theta'], partial: { names: ['partial_rotary_factor'], absent: 1 } };

const LLAMA: FamilyTraits = {
  norm: 'rms',
  epsilon: { name: 'rms_norm_eps', absent: 1e-6 },
  activation: { name: 'hidden_act', absent: 'silu' },
  isGated: true,
  mlpWidth: { name: 'intermediate_size', isNeeded: true },
  block: () => SEQUENTIAL,
  rope: ROPE,
  isTied: false,
};

const GPT2: FamilyTraits = {
  norm: 'layer',
  epsilon: { name: 'layer_norm_epsilon', absent: 1e-5 },
  activation: { name: 'activation_function', absent: 'gelu_tanh' },
  isGated: false,
  mlpWidth: { name: 'n_inner', isNeeded: false },
  block: () => SEQUENTIAL,
  fusedQkv: () => 'blocks',
  rope: null,
  canScaleScores: true,
  canScaleByLayer: true,
  isTied: true,
};

/**
 * What tells the families apart. Source: transformers, `configuration_*.py` and `modeling_*.py` of each. `use_parallel_residual`,
 * `parallel_attn`, `multi_query` and the others are true if a file does not have them, `new_decoder_architecture` is false.
 */
export const TRAITS: Readonly<Record<ModelType, FamilyTraits>> = {
  llama: LLAMA,
  mistral: LLAMA,
  qwen2: LLAMA,
  qwen3: { ...LLAMA, headNorm: () => 'rms' },
  gpt2: GPT2,
  gpt_bigcode: {
    ...GPT2,
    // With as many KV heads as query heads, q, k and v of a head stand together, not as in GPT-2.
    fusedQkv: (fields) => (isTrue(fields, 'multi_query', true) ? 'blocks' : 'groups'),
    canScaleByLayer: false,
  },
  gpt_neox: {
    ...GPT2,
    epsilon: { name: 'layer_norm_eps', absent: 1e-5 },
    activation: { name: 'hidden_act', absent: 'gelu' },
    mlpWidth: { name: 'intermediate_size', isNeeded: true },
    block: (fields) =>
      isTrue(fields, 'use_parallel_residual', true) ? { block: 'parallel', sharesNorm: false } : SEQUENTIAL,
    fusedQkv: () => 'groups',
    rope: {
      theta: ['rope_theta', 'rotary_emb_base'],
      partial: { names: ['partial_rotary_factor', 'rotary_pct'], absent: 0.25 },
    },
    canScaleScores: false,
    canScaleByLayer: false,
    isTied: false,
  },
  phi: {
    ...LLAMA,
    norm: 'layer',
    epsilon: { name: 'layer_norm_eps', absent: 1e-5 },
    headNorm: (fields) => (isTrue(fields, 'qk_layernorm', false) ? 'layer' : null),
    activation: { name: 'hidden_act', absent: 'gelu_tanh' },
    isGated: false,
    block: () => ({ block: 'parallel', sharesNorm: true }),
    rope: { ...ROPE, partial: { ...ROPE.partial, absent: 0.5 } },
  },
  falcon: {
    ...GPT2,
    activation: { name: 'activation', absent: 'gelu' },
    mlpWidth: { name: 'ffn_hidden_size', isNeeded: false },
    block: falconBlock,
    fusedQkv: (fields) =>
      !isTrue(fields, 'new_decoder_architecture', false) && isTrue(fields, 'multi_query', true) ? 'blocks' : 'groups',
    rope: ROPE,
    canScaleScores: false,
    canScaleByLayer: false,
  },
};

function falconBlock(fields: Fields): Block {
  const isNew = isTrue(fields, 'new_decoder_architecture', false);
  if (!isTrue(fields, 'parallel_attn', true)) {
    if (!isNew) return SEQUENTIAL;
    return refuse(
      'parallel_attn',
      'parallel_attn is false and new_decoder_architecture is true: Falcon has no such block.',
    );
  }
  const norms = fields.whole('num_ln_in_parallel_attn', { least: 1, most: 2 }) ?? 2;
  return { block: 'parallel', sharesNorm: !(isNew && norms === 2) };
}

function isTrue(fields: Fields, name: string, absent: boolean): boolean {
  const value = fields.flag(name);
  // Python takes None for false.
  return value === undefined ? absent : (value ?? false);
}
