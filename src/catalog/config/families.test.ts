import { describe, expect, it } from 'vitest';
import { assumedOf, read, runsText, saidOf } from './testing/readings.ts';

/** A plain decoder: 12 query heads over 4 KV heads, 8 layers, heads 64 wide. */
const PLAIN = { hidden_size: 768, num_hidden_layers: 8, num_attention_heads: 12, num_key_value_heads: 4 };
const plain = (model_type: string, fields: object = {}) => ({ model_type, ...PLAIN, ...fields });
/** The same without some of its fields. */
function without(config: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));
}
const types = (text: string) =>
  [...text].map(
    (letter) => ({ S: 'sliding_attention', F: 'full_attention', L: 'linear_attention', C: 'conv' })[letter],
  );

describe('plain decoders', () => {
  it.each([
    'llama',
    'yi',
    'internlm',
    'baichuan',
    'xverse',
    'granite',
    'phi',
    'stablelm',
    'starcoder2',
    'olmo',
    'olmo2',
    'nemotron',
    'exaone',
    'glm4',
    'glm4_moe',
    'minicpm',
    'hunyuan',
    'mixtral',
    'qwen2_moe',
    'olmoe',
    'phimoe',
    'minimax_m2',
    'qwen2',
    'phi3',
  ])('keep K and V of every token in every layer: %s', (family) => {
    expect(runsText(plain(family, { num_local_experts: 8, q_lora_rank: 512, intermediate_size: 3 }))).toBe(
      '8 full 4×64',
    );
    expect(runsText(plain(family, { num_key_value_heads: null }))).toBe('8 full 12×64');
    expect(runsText(plain(family, { head_dim: 96 }))).toBe('8 full 4×96');
    expect(read(plain(family)).model).toMatchObject({ dModel: 768, queryHeads: 12, parameters: null });
    expect(read(plain(family)).model.plan).toMatchObject({ kind: 'decoder', crossAttention: null, indexer: null });
  });

  it('fill in KV heads that are missing as the code of their family does, and say so', () => {
    const bare = (family: string) =>
      without(plain(family, { num_attention_heads: 32, hidden_size: 2048 }), 'num_key_value_heads');
    expect(runsText(bare('llama'))).toBe('8 full 32×64');
    expect(assumedOf(bare('llama'))).toEqual(['num_key_value_heads=32']);
    expect(runsText(bare('mistral'))).toBe('8 sliding 8×64 of 4096');
    expect(assumedOf(bare('mistral'))).toEqual(['num_key_value_heads=8', 'sliding_window=4096']);
    expect(assumedOf(bare('qwen2'))).toEqual(['num_key_value_heads=32']);
    expect(assumedOf(bare('gemma2')).slice(0, 3)).toEqual([
      'head_dim=256',
      'num_key_value_heads=4',
      'sliding_window=4096',
    ]);
    for (const family of ['gpt2', 'opt', 'bloom', 'phi']) expect(assumedOf(bare(family)), family).toEqual([]);
  });

  it('have heads of a width that their family fixes if the file does not', () => {
    expect(runsText(plain('qwen3'))).toBe('8 full 4×128');
    expect(runsText(plain('qwen3_moe'))).toBe('8 full 4×128');
    expect(runsText(plain('gemma'))).toBe('8 full 4×256');
    expect(assumedOf(plain('gpt_oss', { sliding_window: 128 }))).toContain('head_dim=64');
    // Null is not the same as missing.
    expect(runsText(plain('qwen3', { head_dim: null }))).toBe('8 full 4×64');
    expect(assumedOf(plain('qwen3', { head_dim: null }))).toEqual(['head_dim=64']);
  });

  it('go by their old names, too', () => {
    const old = { n_embd: 768, n_layer: 8, n_head: 12, n_positions: 1024 };
    expect(runsText({ model_type: 'gpt2', ...old })).toBe('8 full 12×64');
    expect(read({ model_type: 'gpt2', ...old }).model).toMatchObject({ dModel: 768, queryHeads: 12, maxContext: 1024 });
    expect(runsText({ model_type: 'gpt_neox', hidden_size: 768, num_attention_heads: 12, num_hidden_layers: 8 })).toBe(
      '8 full 12×64',
    );
    expect(runsText({ model_type: 'bloom', n_embed: 768, n_layer: 8, n_head: 12 })).toBe('8 full 12×64');
  });

  it('share layers in Hunyuan only if use_cla is true', () => {
    const shared = plain('hunyuan', { use_cla: true, cla_share_factor: 2 });
    expect(runsText(shared)).toBe('4 full 4×64, 4 shared');
    expect(saidOf(shared)).toEqual(['shared-layers']);
    expect(runsText(plain('hunyuan', { use_cla: true, cla_share_factor: 3 }))).toBe('3 full 4×64, 5 shared');
    expect(runsText(plain('hunyuan', { use_cla: false, cla_share_factor: 2 }))).toBe('8 full 4×64');
    expect(runsText(plain('hunyuan', { attention_head_dim: 80 }))).toBe('8 full 4×80');
  });
});

describe('windows', () => {
  it.each(['mistral', 'phi3', 'mixtral', 'starcoder2', 'phimoe'])(
    'are on every layer of %s unless they are null',
    (family) => {
      expect(runsText(plain(family, { sliding_window: 2047 }))).toBe('8 sliding 4×64 of 2047');
      expect(runsText(plain(family, { sliding_window: null }))).toBe('8 full 4×64');
    },
  );

  it.each(['qwen2', 'qwen2_moe', 'mimo', 'qwen3'])(
    'are on the upper layers of %s, and only if they are switched on',
    (family) => {
      const config = plain(family, { head_dim: 64, sliding_window: 512, max_window_layers: 6 });
      expect(runsText({ ...config, use_sliding_window: true })).toBe('6 full 4×64, 2 sliding 4×64 of 512');
      expect(runsText({ ...config, use_sliding_window: true, max_window_layers: 0 })).toBe('8 sliding 4×64 of 512');
      expect(runsText({ ...config, use_sliding_window: false })).toBe('8 full 4×64');
      expect(saidOf({ ...config, use_sliding_window: false })).toEqual(['ignored:sliding_window']);
      expect(runsText(config)).toBe('8 full 4×64');
      expect(assumedOf(config)).toEqual(['use_sliding_window=false']);
      expect(runsText({ ...config, use_sliding_window: true, sliding_window: null })).toBe('8 full 4×64');
      expect(assumedOf(without({ ...config, use_sliding_window: true }, 'max_window_layers'))).toEqual([
        'max_window_layers=28',
      ]);
    },
  );

  it.each(['gemma2', 'gpt_oss'])('are on every second layer of %s, the first one too', (family) => {
    const config = plain(family, { head_dim: 64, sliding_window: 512, num_hidden_layers: 7 });
    expect(runsText(config)).toBe('4 sliding 4×64 of 512, 3 full 4×64');
    expect(runsText({ ...config, layer_types: types('FFSSFFF') })).toBe('5 full 4×64, 2 sliding 4×64 of 512');
    expect(runsText({ ...config, sliding_window: null })).toBe('7 full 4×64');
  });

  it.each([
    ['gemma3', 6],
    ['cohere2', 4],
    ['olmo3', 4],
    ['exaone4', 4],
  ])('leave out every nth layer of %s', (family, n) => {
    const config = plain(family, { num_hidden_layers: 26, head_dim: 64, sliding_window: 512 });
    const full = Math.floor(26 / n);
    expect(runsText(config)).toBe(`${26 - full} sliding 4×64 of 512, ${full} full 4×64`);
    expect(assumedOf(config)).toEqual([`sliding_window_pattern=${n}`]);
    expect(runsText({ ...config, sliding_window_pattern: 5 })).toBe('21 sliding 4×64 of 512, 5 full 4×64');
    expect(runsText({ ...config, _sliding_window_pattern: 13 })).toBe('24 sliding 4×64 of 512, 2 full 4×64');
    const listed = { ...config, num_hidden_layers: 4, layer_types: types('FSSS'), sliding_window_pattern: 4 };
    expect(runsText(listed)).toBe('1 full 4×64, 3 sliding 4×64 of 512');
    expect(saidOf(listed)).toContain('ignored:sliding_window_pattern');
    expect(saidOf({ ...listed, layer_types: types('SSSF') })).not.toContain('ignored:sliding_window_pattern');
  });

  it('may be written in letters for EXAONE 4', () => {
    const config = plain('exaone4', { sliding_window: 512, sliding_window_pattern: 'LLG' });
    expect(runsText(config)).toBe('6 sliding 4×64 of 512, 2 full 4×64');
    expect(runsText({ ...config, sliding_window: null, sliding_window_pattern: null })).toBe('8 full 4×64');
  });

  it('are not on a model that looks at all tokens at once', () => {
    expect(read(plain('gemma3_text', { use_bidirectional_attention: true })).model.plan.kind).toBe('encoder-only');
  });
});

describe('layers that differ in their heads', () => {
  it('have half the query heads and groups of their own in Step 3.5', () => {
    const config = plain('step3p5', { head_dim: 64, sliding_window: 512, layer_types: types('FSSSFSSS') });
    expect(runsText(config)).toBe('2 full 4×64, 6 sliding 4×64 of 512');
    const groups = { ...without(config, 'num_key_value_heads'), num_attention_groups: 6 };
    expect(runsText(groups)).toBe('2 full 6×64, 6 sliding 6×64 of 512');
    const other = {
      ...config,
      attention_other_setting: { num_attention_heads: 16, num_attention_groups: 8, head_dim: 32 },
    };
    expect(runsText(other)).toBe('2 full 4×64, 6 sliding 8×32 of 512');
    expect(read(other).queryHeadsByLayer).toEqual([12, 16, 16, 16, 12, 16, 16, 16]);
    expect(read(other).model.queryHeads).toBeNull();
  });

  it('are chunked in Llama 4, but for every fourth', () => {
    const config = plain('llama4_text', { attention_chunk_size: 256 });
    expect(runsText(config)).toBe('6 chunked 4×64 of 256, 2 full 4×64');
    expect(saidOf(config)).toContain('chunked');
    expect(runsText({ ...config, no_rope_layers: [] })).toBe('6 chunked 4×64 of 256, 2 full 4×64');
    expect(runsText({ ...config, no_rope_layers: [1, 1, 0, 0, 0, 0, 0, 0] })).toBe(
      '2 chunked 4×64 of 256, 6 full 4×64',
    );
    expect(runsText({ ...config, no_rope_layer_interval: 2 })).toBe('4 chunked 4×64 of 256, 4 full 4×64');
    expect(assumedOf(without(config, 'attention_chunk_size'))).toContain('attention_chunk_size=8192');
    expect(runsText({ ...config, attention_chunk_size: null })).toBe('8 full 4×64');
    const listed = Array(8).fill('chunked_attention');
    expect(runsText({ ...config, layer_types: listed })).toBe('8 chunked 4×64 of 256');
  });

  it('own no cache at the end of Gemma 3n and Gemma 4', () => {
    const config = plain('gemma3n_text', { head_dim: 64, sliding_window: 512, layer_types: types('SSSFSSSF') });
    expect(runsText({ ...config, num_kv_shared_layers: 3 })).toBe('4 sliding 4×64 of 512, 1 full 4×64, 3 shared');
    expect(runsText({ ...config, num_kv_shared_layers: 8 })).toBe('8 shared');
    expect(runsText({ ...config, num_kv_shared_layers: 0 })).toBe('6 sliding 4×64 of 512, 2 full 4×64');
    const deep = { ...without(config, 'layer_types'), num_hidden_layers: 20 };
    expect(assumedOf(deep)).toEqual(['num_kv_shared_layers=15', 'layer_types=every 5th layer full']);
    expect(runsText(deep)).toBe('4 sliding 4×64 of 512, 1 full 4×64, 15 shared');
    const four = { ...config, model_type: 'gemma4_text', global_head_dim: 128 };
    expect(runsText(four)).toBe('6 sliding 4×64 of 512, 2 full 4×128');
    const equal = { ...four, attention_k_eq_v: true, num_global_key_value_heads: 2 };
    expect(runsText(equal)).toBe('6 sliding 4×64 of 512, 2 full 2×128');
    expect(saidOf(equal)).toContain('k-eq-v:attention_k_eq_v');
    expect(saidOf({ ...equal, attention_k_eq_v: false })).toContain('ignored:num_global_key_value_heads');
    expect(runsText({ ...equal, attention_k_eq_v: false })).toBe('6 sliding 4×64 of 512, 2 full 4×128');
    expect(assumedOf(without(four, 'global_head_dim'))).toEqual(['global_head_dim=512', 'num_kv_shared_layers=0']);
  });

  it('have K and V of different widths in MiMo-V2', () => {
    const config = plain('mimo_v2_flash', {
      head_dim: 192,
      v_head_dim: 128,
      swa_num_key_value_heads: 6,
      swa_head_dim: 96,
      swa_v_head_dim: 64,
      sliding_window: 128,
      attention_chunk_size: 128,
      hybrid_layer_pattern: [0, 1, 1, 1, 1, 0, 1, 1],
    });
    expect(runsText(config)).toBe('2 full 4×192/128, 6 sliding 6×96/64 of 128');
    expect(saidOf(config)).toContain('ignored:attention_chunk_size');
    expect(runsText(without({ ...config, sliding_window_size: 64 }, 'sliding_window', 'swa_head_dim'))).toBe(
      '2 full 4×192/128, 6 sliding 6×192/64 of 64',
    );
    expect(read({ ...config, swa_num_attention_heads: 6 }).queryHeadsByLayer?.slice(0, 2)).toEqual([12, 6]);
  });
});

describe('latent attention', () => {
  const latent = { kv_lora_rank: 512, qk_rope_head_dim: 64, qk_nope_head_dim: 128, v_head_dim: 128 };

  it.each(['deepseek_v2', 'deepseek_v3', 'kimi_k2', 'glm4_moe_lite', 'longcat'])(
    'keeps one vector a token: %s',
    (family) => {
      const config = plain(family, { ...latent, num_key_value_heads: 12 });
      expect(runsText(config)).toBe('8 mla 1×576');
      expect(read(config).mla).toEqual({ latent: 512, rope: 64 });
      expect(saidOf(config)).toEqual(['ignored:num_key_value_heads', 'ignored:v_head_dim', 'one-latent']);
    },
  );

  it('has two caches in each layer of LongCat-Flash', () => {
    const config = without(plain('longcat_flash', { ...latent, num_layers: 28 }), 'num_hidden_layers');
    expect(runsText(config)).toBe('56 mla 1×576');
    expect(runsText({ ...config, num_hidden_layers: 56 })).toBe('56 mla 1×576');
    expect(runsText({ ...config, num_hidden_layers: 28 })).toBe('56 mla 1×576');
  });

  it.each(['deepseek_v32', 'glm_moe_dsa'])('may have an index of bytes beside it: %s', (family) => {
    const config = plain(family, { ...latent, index_head_dim: 128 });
    expect(read(config).model.plan.indexer).toEqual({ layers: 8, bytesPerToken: 132 });
    expect(read({ ...config, index_head_dim: 256 }).model.plan.indexer?.bytesPerToken).toBe(264);
    const indexer_types = ['full', 'full', 'shared', 'shared', 'shared', 'full', 'shared', 'shared'];
    expect(read({ ...config, indexer_types }).model.plan.indexer?.layers).toBe(3);
    expect(saidOf(config)).toContain('indexer-cache:index_head_dim');
  });

  it('is in the layers that Kimi Linear counts from 1', () => {
    const linear_attn_config = { full_attn_layers: [4, 8], kda_layers: [1, 2, 3, 5, 6, 7] };
    const config = plain('kimi_linear', { ...latent, linear_attn_config });
    expect(runsText(config)).toBe('6 state, 2 mla 1×576');
    expect(read(config).model.plan.kind).toBe('hybrid');
    expect(runsText({ ...config, linear_attn_config: { full_attn_layers: [1] } })).toBe('1 mla 1×576, 7 state');
  });

  it('is decompressed in MiniCPM3, and off in the small DeepSeek-VL2', () => {
    expect(runsText(plain('minicpm3', { ...latent, v_head_dim: 96 }))).toBe('8 full 12×192/96');
    expect(runsText(without(plain('minicpm3', latent), 'v_head_dim'))).toBe('8 full 12×192/64');
    expect(runsText(plain('deepseek_v2', { kv_lora_rank: null, use_mla: false }))).toBe('8 full 4×64');
  });
});

describe('KV heads by other names', () => {
  it('are one in Falcon without the new architecture, whatever the file lists', () => {
    const config = { model_type: 'falcon', hidden_size: 768, n_layer: 8, n_head: 12, num_kv_heads: 12 };
    expect(runsText({ ...config, multi_query: true, new_decoder_architecture: false })).toBe('8 full 1×64');
    expect(runsText({ ...config, num_kv_heads: 4, multi_query: true, new_decoder_architecture: true })).toBe(
      '8 full 4×64',
    );
    const neither = { ...config, num_kv_heads: 4, multi_query: false, new_decoder_architecture: false };
    expect(runsText(neither)).toBe('8 full 12×64');
    expect(saidOf(neither)).toEqual(['ignored:num_kv_heads']);
    expect(assumedOf(config)).toEqual(['new_decoder_architecture=false', 'multi_query=true']);
    expect(runsText(config)).toBe('8 full 1×64');
    const first = { model_type: 'RefinedWeb', hidden_size: 768, n_layer: 8, n_head: 12, n_head_kv: 4 };
    expect(runsText(first)).toBe('8 full 4×64');
  });

  it('are one in BigCode unless it is switched off', () => {
    const config = { model_type: 'gpt_bigcode', n_embd: 768, n_layer: 8, n_head: 12 };
    expect(runsText({ ...config, multi_query: true })).toBe('8 full 1×64');
    expect(runsText({ ...config, multi_query: false })).toBe('8 full 12×64');
    expect(runsText(config)).toBe('8 full 1×64');
    expect(assumedOf(config)).toEqual(['multi_query=true']);
  });

  it('are inside attn_config in MPT and DBRX', () => {
    const config = { d_model: 768, n_layers: 8, n_heads: 12, attn_config: { kv_n_heads: 4 } };
    expect(runsText({ model_type: 'mpt', ...config })).toBe('8 full 4×64');
    expect(runsText({ model_type: 'dbrx', ...config })).toBe('8 full 4×64');
    expect(runsText({ model_type: 'mpt', ...config, attn_config: {} })).toBe('8 full 12×64');
    expect(runsText({ model_type: 'mpt', ...config, attn_config: { attn_type: 'multiquery_attention' } })).toBe(
      '8 full 1×64',
    );
    expect(assumedOf(without({ model_type: 'mpt', ...config }, 'attn_config'))).toEqual([
      'attn_config=multihead_attention',
    ]);
  });

  it('are groups in ChatGLM, if they are switched on', () => {
    const config = { model_type: 'chatglm', hidden_size: 768, num_layers: 8, num_attention_heads: 12, kv_channels: 80 };
    expect(runsText({ ...config, multi_query_attention: true, multi_query_group_num: 2 })).toBe('8 full 2×80');
    expect(runsText({ ...config, multi_query_attention: false, multi_query_group_num: 2 })).toBe('8 full 12×80');
    expect(assumedOf(config)).toEqual(['multi_query_attention=false']);
    const first = {
      model_type: 'qwen',
      hidden_size: 768,
      num_hidden_layers: 8,
      num_attention_heads: 12,
      kv_channels: 80,
    };
    expect(runsText(first)).toBe('8 full 12×80');
    expect(assumedOf(without(first, 'kv_channels'))).toEqual(['kv_channels=64']);
    expect(assumedOf(without({ ...config, multi_query_attention: false }, 'kv_channels'))).toEqual(['kv_channels=64']);
  });

  it('are listed by layer in DeciLM and OpenELM', () => {
    const config = plain('deci', { num_hidden_layers: 3, num_key_value_heads_per_layer: [4, 2, 4] });
    expect(runsText(config)).toBe('2 full 4×64, 1 full 2×64');
    const openElm = {
      num_transformer_layers: 3,
      model_dim: 768,
      head_dim: 64,
      num_kv_heads: [1, 1, 2],
      num_query_heads: [2, 3, 4],
    };
    expect(runsText({ model_type: 'openelm', ...openElm })).toBe('2 full 1×64, 1 full 2×64');
    expect(read({ model_type: 'openelm', ...openElm }).queryHeadsByLayer).toEqual([2, 3, 4]);
  });

  it('follow from query heads a group in Nemotron-NAS, and are none where attention is out', () => {
    const block = (attention: object) => ({ attention });
    const config = plain('nemotron-nas', {
      num_hidden_layers: 4,
      num_key_value_heads: null,
      block_configs: [
        block({ n_heads_in_group: 6, no_op: false, replace_with_linear: false }),
        block({ n_heads_in_group: null, no_op: true }),
        block({ n_heads_in_group: null, no_op: false, replace_with_linear: true }),
        block({ n_heads_in_group: 12 }),
      ],
    });
    expect(runsText(config)).toBe('1 full 2×64, 2 none, 1 full 1×64');
    expect(saidOf(config)).toEqual(['no-attention']);
  });
});

describe('hybrids', () => {
  it.each([
    ['jamba', { attn_layer_period: 4, attn_layer_offset: 1 }, '6 state, 2 full 4×64'],
    ['qwen3_next', { full_attention_interval: 2, head_dim: 64 }, '4 state, 4 full 4×64'],
    ['qwen3_5', { head_dim: 64, layer_types: types('LLFLLFLL') }, '6 state, 2 full 4×64'],
    ['lfm2', { full_attn_idxs: [0, 7] }, '2 full 4×64, 6 state'],
    ['lfm2', { layer_types: types('CCFCCFCF') }, '5 state, 3 full 4×64'],
    ['granitemoehybrid', { layer_types: ['mamba', 'attention', ...Array(6).fill('mamba')] }, '7 state, 1 full 4×64'],
    ['bamba', { attn_layer_indices: [3] }, '7 state, 1 full 4×64'],
    ['zamba2', { hybrid_layer_ids: [2, 5] }, '6 state, 2 full 4×128'],
    ['zamba2', { layers_block_type: ['hybrid', ...Array(7).fill('mamba')] }, '1 full 4×128, 7 state'],
    ['plamo2', { mamba_step: 2, hidden_size_per_head: 96 }, '4 state, 4 full 4×96'],
    ['minimax_text_01', { attn_type_list: [0, 0, 0, 0, 0, 0, 0, 1] }, '7 state, 1 full 4×64'],
    [
      'recurrent_gemma',
      { _block_types: ['recurrent', 'attention'], attention_window_size: 32 },
      '4 state, 4 sliding 4×64 of 32',
    ],
    ['nemotron_h', { hybrid_override_pattern: 'M-M*EM-*', head_dim: 64 }, '6 state, 2 full 4×64'],
  ])('keep K and V in the layers with attention alone: %s', (family, fields, expected) => {
    expect(runsText(plain(family, fields))).toBe(expected);
    expect(read(plain(family, fields)).model.plan.kind).toBe('hybrid');
    expect(saidOf(plain(family, fields))).toContain('state');
  });

  it('fill in what a file leaves out as the code of their family does, and say so', () => {
    expect(runsText(plain('jamba'))).toBe('7 state, 1 full 4×64');
    expect(assumedOf(plain('jamba'))).toEqual(['attn_layer_period=8', 'attn_layer_offset=4']);
    expect(assumedOf(plain('qwen3_next'))).toEqual(['full_attention_interval=4', 'head_dim=256']);
    expect(assumedOf(plain('recurrent_gemma'))).toEqual([
      '_block_types=recurrent, recurrent, attention',
      'attention_window_size=2048',
    ]);
    expect(runsText(plain('recurrent_gemma'))).toBe('6 state, 2 sliding 4×64 of 2048');
    expect(assumedOf(plain('nemotron_h', { hybrid_override_pattern: 'M*M*M*M*' }))).toEqual(['head_dim=128']);
  });

  it('are as deep as Nemotron-H says by its list alone', () => {
    const config = without(plain('nemotron_h', { head_dim: 64 }), 'num_hidden_layers');
    expect(runsText({ ...config, hybrid_override_pattern: 'M*-' })).toBe('2 state, 1 full 4×64');
    expect(runsText({ ...config, layers_block_type: ['mamba', 'attention', 'moe', 'mlp'] })).toBe(
      '3 state, 1 full 4×64',
    );
  });

  it('count every layer of Falcon-H1, and say that a state comes on top', () => {
    expect(runsText(plain('falcon_h1'))).toBe('8 full 4×64');
    expect(read(plain('falcon_h1')).model.plan.kind).toBe('hybrid');
    expect(saidOf(plain('falcon_h1'))).toEqual(['state-and-attention-in-every-layer']);
  });

  it('are plain decoders if all layers have attention, and without attention if none has', () => {
    const config = plain('granitemoehybrid', { layer_types: Array(8).fill('attention') });
    expect(read(config).model.plan.kind).toBe('decoder');
    expect(read(plain('nemotron_h', { hybrid_override_pattern: 'MMMM-MMM' })).model.plan.kind).toBe('attention-free');
  });

  it('say that MiniMax-M3 keeps keys of an index on top', () => {
    const sparse_attention_config = { sparse_attention_freq: [0, 0, 1, 1, 1, 1, 1, 1], sparse_index_dim: 128 };
    const config = plain('minimax_m3', { sparse_attention_config });
    expect(runsText(config)).toBe('8 full 4×64');
    expect(read(config).indexKeys).toEqual({ layers: 6, elementsPerToken: 128 });
    expect(read(plain('minimax_m3')).indexKeys).toBeNull();
  });
});

describe('models without a cache, and with a source', () => {
  it.each(['mamba', 'mamba2', 'falcon_mamba', 'rwkv'])('keep nothing without attention: %s', (family) => {
    expect(read({ model_type: family, num_hidden_layers: 24, state_size: 16 }).model.plan).toEqual({
      kind: 'attention-free',
      layers: [],
      crossAttention: null,
      indexer: null,
    });
    expect(saidOf({ model_type: family })).toEqual(['no-cache']);
  });

  it.each(['bert', 'roberta', 'vit', 'siglip_vision_model', 'clip'])('keep nothing as encoders: %s', (family) => {
    expect(read({ model_type: family, num_hidden_layers: 12 }).model.plan.kind).toBe('encoder-only');
    expect(saidOf({ model_type: family })).toEqual(['no-cache']);
  });

  it('keep K and V if an encoder is made to write', () => {
    expect(runsText(plain('bert', { is_decoder: true, num_key_value_heads: null }))).toBe('8 full 12×64');
  });

  it('say of T5 what grows and what its source fixes', () => {
    const config = { model_type: 't5', d_model: 768, num_layers: 8, num_heads: 12, d_kv: 32, n_positions: 512 };
    expect(runsText(config)).toBe('8 full 12×32');
    expect(runsText({ ...config, num_decoder_layers: 6 })).toBe('6 full 12×32');
    expect(runsText({ ...config, num_decoder_layers: null })).toBe('8 full 12×32');
    expect(assumedOf(without(config, 'd_kv'))).toEqual(['d_kv=64']);
    const cross = { layers: 6, kvHeads: 12, headDim: 32, sourceTokens: null };
    expect(read({ ...config, num_decoder_layers: 6 }).model.plan.crossAttention).toEqual(cross);
    expect(read({ ...config, architectures: ['T5EncoderModel'] }).model.plan.kind).toBe('encoder-only');
  });

  it('read the decoder of BART and Whisper, not the encoder', () => {
    const config = {
      d_model: 768,
      decoder_layers: 6,
      decoder_attention_heads: 12,
      encoder_layers: 4,
      num_hidden_layers: 4,
    };
    expect(runsText({ model_type: 'bart', ...config })).toBe('6 full 12×64');
    expect(read({ model_type: 'bart', ...config }).model.plan.crossAttention?.sourceTokens).toBeNull();
    const whisper = { model_type: 'whisper', ...config };
    expect(read(whisper).model.plan.crossAttention?.sourceTokens).toBe(1500);
    expect(assumedOf(whisper)).toEqual(['max_source_positions=1500']);
    expect(read({ ...whisper, max_source_positions: 750 }).model.plan.crossAttention?.sourceTokens).toBe(750);
  });

  it('keep image keys alone in the cross layers of Llama 3.2 Vision', () => {
    const config = plain('mllama_text_model', { cross_attention_layers: [3, 7] });
    expect(runsText(config)).toBe('6 full 4×64, 2 cross');
    expect(read(config).model.plan).toMatchObject({
      kind: 'decoder+cross',
      crossAttention: { layers: 2, kvHeads: 4, headDim: 64, sourceTokens: null },
    });
    expect(read(plain('mllama', { cross_attention_layers: [] })).model.plan.kind).toBe('decoder');
  });
});
