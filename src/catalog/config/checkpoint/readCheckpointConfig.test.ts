import { describe, expect, it } from 'vitest';
import type { CheckpointConfig } from '../../../attention/checkpoint/config.ts';
import { parseCheckpointConfig, readCheckpointConfig } from './readCheckpointConfig.ts';

type Json = Record<string, unknown>;

const LLAMA: Json = {
  model_type: 'llama',
  hidden_size: 576,
  intermediate_size: 1536,
  num_hidden_layers: 30,
  num_attention_heads: 9,
  num_key_value_heads: 3,
  vocab_size: 49152,
};
const GPT2: Json = { model_type: 'gpt2', n_embd: 768, n_head: 12, n_layer: 12, vocab_size: 50257 };
const NEOX: Json = { ...LLAMA, model_type: 'gpt_neox', num_key_value_heads: undefined };
const PHI: Json = { ...LLAMA, model_type: 'phi', num_key_value_heads: undefined };
const FALCON: Json = {
  model_type: 'falcon',
  hidden_size: 4544,
  num_attention_heads: 71,
  num_hidden_layers: 32,
  vocab_size: 65024,
};

function configOf(json: Json): CheckpointConfig {
  const reading = readCheckpointConfig(JSON.parse(JSON.stringify(json)));
  if ('refusal' in reading) throw new Error(reading.refusal.sentence);
  return reading.config;
}

function refusalOf(json: unknown): string {
  const reading = readCheckpointConfig(json);
  return 'refusal' in reading ? reading.refusal.sentence : 'It was read.';
}

describe('defaults of the families’ own code', () => {
  it('of Llama', () => {
    expect(configOf(LLAMA)).toEqual({
      modelType: 'llama',
      numLayers: 30,
      dModel: 576,
      numHeads: 9,
      numKvHeads: 3,
      headDim: 64,
      mlpWidth: 1536,
      vocabulary: 49152,
      norm: 'rms',
      epsilon: 1e-6,
      headNorm: null,
      activation: 'silu',
      isGated: true,
      block: 'sequential',
      sharesNorm: false,
      fusedQkv: null,
      rope: { width: 64, theta: 10_000, scaling: null },
      maxPositions: null,
      scalesScores: true,
      scalesByLayer: false,
      isTied: false,
    });
  });

  it('of GPT-2', () => {
    expect(configOf(GPT2)).toMatchObject({
      ...{ dModel: 768, numHeads: 12, numKvHeads: 12, headDim: 64, mlpWidth: 3072, maxPositions: 1024, rope: null },
      ...{ norm: 'layer', epsilon: 1e-5, activation: 'gelu_tanh', isGated: false, fusedQkv: 'blocks', isTied: true },
    });
    const odd = { n_inner: 100, scale_attn_weights: false, scale_attn_by_inverse_layer_idx: true, n_positions: 64 };
    expect(configOf({ ...GPT2, ...odd, tie_word_embeddings: false })).toMatchObject({
      ...{ mlpWidth: 100, scalesScores: false, scalesByLayer: true, maxPositions: 64, isTied: false },
    });
  });

  it('of BigCode, whose fused rows depend on its KV heads', () => {
    const bigCode = { ...GPT2, model_type: 'gpt_bigcode' };
    expect(configOf(bigCode)).toMatchObject({ numKvHeads: 1, fusedQkv: 'blocks', isTied: true });
    expect(configOf({ ...bigCode, multi_query: false })).toMatchObject({ numKvHeads: 12, fusedQkv: 'groups' });
  });

  it('of NeoX, Phi and Qwen3', () => {
    expect(configOf(NEOX)).toMatchObject({
      ...{ numKvHeads: 9, fusedQkv: 'groups', block: 'parallel', sharesNorm: false, activation: 'gelu', isTied: false },
      rope: { width: 16, theta: 10_000 },
    });
    expect(configOf({ ...NEOX, use_parallel_residual: false })).toMatchObject({ block: 'sequential' });
    expect(configOf(PHI)).toMatchObject({
      ...{ numKvHeads: 9, block: 'parallel', sharesNorm: true, headNorm: null, activation: 'gelu_tanh', isTied: false },
      rope: { width: 32 },
    });
    expect(configOf({ ...PHI, qk_layernorm: true })).toMatchObject({ headNorm: 'layer' });
    expect(configOf({ ...LLAMA, model_type: 'qwen3' })).toMatchObject({ headDim: 128, headNorm: 'rms' });
  });

  it('of Falcon, old and new', () => {
    expect(configOf(FALCON)).toMatchObject({
      ...{ numKvHeads: 1, headDim: 64, fusedQkv: 'blocks', block: 'parallel', sharesNorm: true, mlpWidth: 4 * 4544 },
      ...{ activation: 'gelu', isTied: true },
    });
    const grouped = { ...FALCON, hidden_size: 8192, num_attention_heads: 128, num_kv_heads: 8, multi_query: true };
    expect(configOf({ ...grouped, new_decoder_architecture: true })).toMatchObject({
      ...{ numKvHeads: 8, fusedQkv: 'groups', block: 'parallel', sharesNorm: false },
    });
    expect(configOf({ ...grouped, new_decoder_architecture: true, num_ln_in_parallel_attn: 1 })).toMatchObject({
      sharesNorm: true,
    });
    expect(configOf({ ...FALCON, multi_query: false, parallel_attn: false })).toMatchObject({
      ...{ numKvHeads: 71, fusedQkv: 'groups', block: 'sequential', sharesNorm: false },
    });
  });
});

describe('rotary positions', () => {
  const ropeOf = (fields: Json) => configOf({ ...LLAMA, ...fields }).rope;

  it('are told by transformers 4 and 5 in fields of different names', () => {
    const llama3 = {
      ...{ factor: 32, low_freq_factor: 1, high_freq_factor: 4, original_max_position_embeddings: 8192 },
      rope_type: 'llama3',
    };
    const scaling = { kind: 'llama3', factor: 32, lowFreqFactor: 1, highFreqFactor: 4, originalPositions: 8192 };
    const expected = { width: 64, theta: 500_000, scaling };
    expect(ropeOf({ rope_theta: 500_000, rope_scaling: llama3 })).toEqual(expected);
    expect(ropeOf({ rope_parameters: { ...llama3, rope_theta: 500_000 } })).toEqual(expected);
    expect(ropeOf({ rope_parameters: { rope_type: 'default', rope_theta: 7 }, rope_theta: 8 })).toMatchObject({
      theta: 7,
    });
    expect(ropeOf({ rope_parameters: { partial_rotary_factor: 0.25, rope_theta: 7 } })).toMatchObject({ width: 16 });
    expect(ropeOf({ rope_scaling: { type: 'linear', factor: 4 } })).toMatchObject({
      scaling: { kind: 'linear', factor: 4 },
    });
  });

  it('scaled by YaRN have its attention factor', () => {
    const yarn = { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 32768 };
    expect(ropeOf({ rope_scaling: yarn })).toMatchObject({
      scaling: { factor: 4, betaFast: 32, betaSlow: 1, truncates: true, attentionFactor: 0.1 * Math.log(4) + 1 },
    });
    expect(ropeOf({ rope_scaling: { ...yarn, mscale: 1, mscale_all_dim: 1 } })).toMatchObject({
      scaling: { attentionFactor: 1 },
    });
    expect(ropeOf({ rope_scaling: { ...yarn, attention_factor: 1.5 } })).toMatchObject({
      scaling: { attentionFactor: 1.5 },
    });
  });

  it('that are scaled by a text’s length are the plain ones, up to the length where that begins', () => {
    const dynamic = { rope_scaling: { type: 'dynamic', factor: 2 }, max_position_embeddings: 100 };
    expect(configOf({ ...LLAMA, ...dynamic })).toMatchObject({ rope: { scaling: null }, maxPositions: 100 });
  });

  it.each([
    [{ type: 'longrope', factor: 2 }, 'The positions of this model are scaled by “longrope”, which is not supported'],
    [{ type: 'linear' }, 'rope_scaling.factor is missing, and the scaling of positions needs it.'],
    [{ type: 'linear', factor: 0 }, 'rope_scaling.factor is 0, and has to be a number from 0.000001 to 1000000.'],
    [{ type: 7 }, 'rope_scaling.type is 7, and has to be a text.'],
    [{ full_attention: {} }, 'rope_scaling.full_attention is an object: positions that differ from layer to layer'],
    ['twice', 'rope_scaling is “twice”, and has to be an object.'],
  ])('are refused if they are scaled by %j', (scaling, sentence) => {
    expect(refusalOf({ ...LLAMA, rope_scaling: scaling })).toContain(sentence);
  });

  it('are refused if an odd number of features would turn', () => {
    expect(refusalOf({ ...LLAMA, head_dim: 5 })).toBe(
      '5 features of each head would turn by position: it has to be an even number of them.',
    );
  });
});

describe('windows of attention', () => {
  it('do nothing if no text is longer', () => {
    for (const fields of [
      { model_type: 'mistral', sliding_window: 4096 },
      { model_type: 'mistral', sliding_window: 128 },
      { model_type: 'mistral', sliding_window: null },
      { model_type: 'qwen2', use_sliding_window: false, sliding_window: 8 },
      { model_type: 'qwen2', use_sliding_window: true, sliding_window: 200, max_window_layers: 10 },
    ])
      expect(configOf({ ...LLAMA, ...fields }).numLayers).toBe(30);
  });

  it.each([
    { model_type: 'mistral', sliding_window: 127 },
    { model_type: 'qwen2', use_sliding_window: true, sliding_window: 127, max_window_layers: 10 },
    { sliding_window: 127, layer_types: Array(30).fill('sliding_attention') },
  ])('are refused if a text can be: %j', (fields) => {
    expect(refusalOf({ ...LLAMA, ...fields })).toBe(
      'Layers of this model read the last 127 tokens alone (sliding_window): fewer than 128 are not supported.',
    );
  });
});

describe('what is not supported', () => {
  it.each([
    [{ model_type: 'qwen3_moe' }, 'This model uses mixture of experts (qwen3_moe): not supported.'],
    [{ model_type: 'mixtral' }, 'This model uses mixture of experts (mixtral): not supported.'],
    [{ num_local_experts: 8 }, 'This model uses mixture of experts (num_local_experts): not supported.'],
    [{ model_type: 'deepseek_v3' }, 'This model uses multi-head latent attention (deepseek_v3): not supported.'],
    [{ model_type: 'bloom' }, 'This model uses ALiBi instead of positions (bloom): not supported.'],
    [{ ...FALCON, alibi: true }, 'This model uses ALiBi instead of positions (alibi): not supported.'],
    [{ model_type: 'gptj' }, 'This model uses rotary positions of neighbouring features (gptj): not supported.'],
    [{ model_type: 'cohere' }, 'This model uses rotary positions of neighbouring features (cohere): not supported.'],
    [{ model_type: 'gemma2' }, 'This model uses Gemma’s own scaling of embeddings and norms (gemma2): not supported.'],
    [{ model_type: 'bert' }, 'This model uses an encoder, which reads both ways (bert): not supported.'],
    [{ model_type: 't5' }, 'This model uses an encoder and a decoder (t5): not supported.'],
    [{ model_type: 'mamba2' }, 'This model uses layers without attention (mamba2): not supported.'],
    [{ is_encoder_decoder: true }, 'This model uses an encoder and a decoder (is_encoder_decoder): not supported.'],
    [{ is_causal: false }, 'This model uses attention that reads both ways (is_causal): not supported.'],
    [{ ...GPT2, add_cross_attention: true }, 'This model uses cross-attention (add_cross_attention): not supported.'],
    [
      { quantization_config: { quant_method: 'gptq', bits: 4 } },
      'The weights of this model are quantised (gptq): not supported. Its original of BF16, F16 or F32 is.',
    ],
    [
      { model_type: 'llava', text_config: { model_type: 'llama' } },
      'This model reads more than text (it has text_config): only models of text alone are supported.',
    ],
    [
      { model_type: 'made_up' },
      'Models of the type “made_up” are not supported: llama, mistral, qwen2, qwen3, gpt2, gpt_bigcode, gpt_neox, phi and falcon are.',
    ],
    [{ hidden_act: 'mish' }, 'hidden_act is “mish”, an activation that is not supported.'],
    [{ hidden_act: 'constructor' }, 'hidden_act is “constructor”, an activation that is not supported.'],
    [
      { ...FALCON, num_key_value_heads: 71, new_decoder_architecture: true, parallel_attn: false },
      'parallel_attn is false and new_decoder_architecture is true: Falcon has no such block.',
    ],
    [
      { num_key_value_heads_per_layer: [...Array(29).fill(3), 9] },
      'The layers of this model differ in their KV heads: not supported.',
    ],
  ])('is named: %j', (fields, sentence) => {
    expect(refusalOf({ ...LLAMA, ...fields })).toBe(sentence);
  });
});

describe('a wrong value', () => {
  it.each([
    [{ num_hidden_layers: 1e308 }, 'num_hidden_layers is 1e+308, and has to be a whole number from 1 to 10000.'],
    [{ num_hidden_layers: '30' }, 'num_hidden_layers is “30”, and has to be a whole number from 1 to 10000.'],
    [{ hidden_size: -576 }, 'hidden_size is -576, and has to be a whole number from 1 to 10000000.'],
    [{ vocab_size: null }, 'vocab_size is null, and nothing else in the file says it.'],
    [{ intermediate_size: undefined }, 'intermediate_size is missing, and nothing else in the file says it.'],
    [{ num_key_value_heads: 2 }, 'num_key_value_heads is 2, which does not divide num_attention_heads, 9.'],
    [{ rms_norm_eps: 'NaN' }, 'rms_norm_eps is “NaN”, and has to be a number from 0 to 1.'],
    [{ rope_theta: -1 }, 'rope_theta is -1, and has to be a number from 1.000001 to 1e+30.'],
    [{ tie_word_embeddings: 'yes' }, 'tie_word_embeddings is “yes”, and has to be true or false.'],
    [{ model_type: ['llama'] }, 'model_type is a list of 1, and has to be the name of a family'],
  ])('is named: %j', (fields, sentence) => {
    expect(refusalOf({ ...LLAMA, ...fields })).toContain(sentence);
  });

  it.each([
    ['', 'The text is empty'],
    ['{"model_type": "llama"', 'ends before the object does'],
    ['[1]', 'The file is a list of 1, and a config.json is an object with fields.'],
    ['{"weight_map": {}}', 'it is the index of a model’s safetensors files'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'a config.json is an object with fields.'],
  ])('of the whole text is named', (text, sentence) => {
    const reading = parseCheckpointConfig(text);
    expect('refusal' in reading ? reading.refusal.sentence : 'It was read.').toContain(sentence);
  });
});
