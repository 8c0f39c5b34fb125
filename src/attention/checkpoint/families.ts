import type { CheckpointConfig, ModelType } from './config.ts';

/** Names of a family's tensors, without `.weight` and `.bias`. */
export interface TensorNames {
  /** What stands before every name but the head's, one of them: files of the bare model, and of the one with a head. */
  readonly prefixes: readonly string[];
  readonly embeddings: string;
  /** Learned positions. */
  readonly positions: string | null;
  /** What stands before a layer's number. */
  readonly layers: string;
  readonly norm1: string;
  /** The same as `norm1` if one norm serves attention and MLP. */
  readonly norm2: string;
  /** One name if q, k and v are one matrix. */
  readonly qkv: string | { readonly q: string; readonly k: string; readonly v: string };
  readonly headNorms: { readonly q: string; readonly k: string } | null;
  readonly output: string;
  /** The projection that is activated; null in an MLP of two matrices, whose `up` is. */
  readonly gate: string | null;
  readonly up: string;
  readonly down: string;
  readonly finalNorm: string;
  readonly head: string;
  /** True when the layers' matrices are stored as [in, out]. */
  readonly isTransposed: boolean;
}

const SEPARATE = { q: 'self_attn.q_proj', k: 'self_attn.k_proj', v: 'self_attn.v_proj' } as const;

const LLAMA: TensorNames = {
  prefixes: ['model.', ''],
  embeddings: 'embed_tokens',
  positions: null,
  layers: 'layers.',
  norm1: 'input_layernorm',
  norm2: 'post_attention_layernorm',
  qkv: SEPARATE,
  headNorms: null,
  output: 'self_attn.o_proj',
  gate: 'mlp.gate_proj',
  up: 'mlp.up_proj',
  down: 'mlp.down_proj',
  finalNorm: 'norm',
  head: 'lm_head',
  isTransposed: false,
};

const GPT2: TensorNames = {
  prefixes: ['transformer.', ''],
  embeddings: 'wte',
  positions: 'wpe',
  layers: 'h.',
  norm1: 'ln_1',
  norm2: 'ln_2',
  qkv: 'attn.c_attn',
  headNorms: null,
  output: 'attn.c_proj',
  gate: null,
  up: 'mlp.c_fc',
  down: 'mlp.c_proj',
  finalNorm: 'ln_f',
  head: 'lm_head',
  isTransposed: true,
};

const NEOX: TensorNames = {
  prefixes: ['gpt_neox.', ''],
  embeddings: 'embed_in',
  positions: null,
  layers: 'layers.',
  norm1: 'input_layernorm',
  norm2: 'post_attention_layernorm',
  qkv: 'attention.query_key_value',
  headNorms: null,
  output: 'attention.dense',
  gate: null,
  up: 'mlp.dense_h_to_4h',
  down: 'mlp.dense_4h_to_h',
  finalNorm: 'final_layer_norm',
  head: 'embed_out',
  isTransposed: false,
};

const PHI: TensorNames = {
  ...LLAMA,
  norm2: 'input_layernorm',
  output: 'self_attn.dense',
  gate: null,
  up: 'mlp.fc1',
  down: 'mlp.fc2',
  finalNorm: 'final_layernorm',
};

const FALCON: TensorNames = {
  ...GPT2,
  embeddings: 'word_embeddings',
  positions: null,
  norm1: 'input_layernorm',
  norm2: 'post_attention_layernorm',
  qkv: 'self_attention.query_key_value',
  output: 'self_attention.dense',
  up: 'mlp.dense_h_to_4h',
  down: 'mlp.dense_4h_to_h',
  isTransposed: false,
};

/**
 * The tensors of each family. Source: transformers, `modeling_llama.py`, `modeling_mistral.py`, `modeling_qwen2.py`,
 * `modeling_qwen3.py`, `modeling_gpt2.py`, `modeling_gpt_bigcode.py`, `modeling_gpt_neox.py`, `modeling_phi.py`, `modeling_falcon.py`.
 */
const FAMILIES: Readonly<Record<ModelType, (config: CheckpointConfig) => TensorNames>> = {
  llama: () => LLAMA,
  mistral: () => LLAMA,
  qwen2: () => LLAMA,
  qwen3: () => ({ ...LLAMA, headNorms: { q: 'self_attn.q_norm', k: 'self_attn.k_norm' } }),
  gpt2: () => GPT2,
  gpt_bigcode: () => ({ ...GPT2, isTransposed: false }),
  gpt_neox: () => NEOX,
  phi: ({ headNorm }) =>
    headNorm ? { ...PHI, headNorms: { q: 'self_attn.q_layernorm', k: 'self_attn.k_layernorm' } } : PHI,
  falcon: ({ block, sharesNorm }) => {
    if (sharesNorm) return { ...FALCON, norm2: FALCON.norm1 };
    return block === 'parallel' ? { ...FALCON, norm1: 'ln_attn', norm2: 'ln_mlp' } : FALCON;
  },
};

/** Returns the names of a model's tensors. */
export function tensorNames(config: CheckpointConfig): TensorNames {
  return FAMILIES[config.modelType](config);
}
