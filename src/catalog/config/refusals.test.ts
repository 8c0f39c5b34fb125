import { describe, expect, it } from 'vitest';
import { readModelConfig } from './readModelConfig.ts';
import { fixture, read, refusalOf, runsText, saidOf } from './testing/readings.ts';

const LLAMA = {
  model_type: 'llama',
  hidden_size: 768,
  num_hidden_layers: 8,
  num_attention_heads: 12,
  num_key_value_heads: 4,
};
const config = (fields: object) => ({ ...LLAMA, ...fields });

describe('sizes', () => {
  const SIZES = ['num_hidden_layers', 'num_attention_heads', 'num_key_value_heads', 'head_dim', 'hidden_size'];
  const BAD: readonly (readonly [value: unknown, words: string])[] = [
    [true, 'true'],
    ['32', '“32”'],
    [1.5, '1.5'],
    [0, '0'],
    [-1, '-1'],
    [1e30, '1e+30'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [[4], 'a list of 1'],
    [{}, 'an object'],
  ];

  it.each(SIZES)('have to be whole numbers, from 1 to a bound: %s', (name) => {
    for (const [value, words] of BAD)
      expect(refusalOf(config({ [name]: value }))).toEqual({
        field: name,
        sentence: expect.stringContaining(`${name} is ${words}, and has to be a whole number from 1 to `),
      });
  });

  it('may be written as 32.0', () => {
    expect(
      runsText(
        JSON.parse('{"model_type":"llama","hidden_size":768.0,"num_hidden_layers":8.0,"num_attention_heads":12.0}'),
      ),
    ).toBe('8 full 12×64');
  });

  it.each(['num_hidden_layers', 'num_attention_heads', 'hidden_size'])(
    'that are missing or null are asked for: %s',
    (name) => {
      expect(refusalOf(config({ [name]: null })).sentence).toBe(
        `${name} is null, and nothing else in the file says it.`,
      );
      expect(refusalOf(config({ [name]: undefined })).sentence).toBe(
        `${name} is missing, and nothing else in the file says it.`,
      );
    },
  );

  it('have to agree with each other', () => {
    expect(refusalOf(config({ num_key_value_heads: 5 })).sentence).toBe(
      'num_key_value_heads is 5, which does not divide num_attention_heads, 12.',
    );
    expect(refusalOf(config({ num_key_value_heads: 24 })).sentence).toBe(
      'num_key_value_heads is 24, more than num_attention_heads, 12.',
    );
    expect(refusalOf(config({ hidden_size: 770 })).sentence).toContain(
      'hidden_size 770 cannot be divided by num_attention_heads 12, and head_dim',
    );
    expect(refusalOf(config({ n_layer: 9 })).sentence).toBe(
      'num_hidden_layers is 8, but n_layer, another name of it, is 9.',
    );
    const { num_key_value_heads: _, ...mistral } = config({ model_type: 'mistral' });
    expect(refusalOf(mistral).sentence).toBe(
      'num_key_value_heads is 8, which does not divide num_attention_heads, 12.',
    );
  });

  it('do not matter if nothing is computed from them', () => {
    const unused = {
      intermediate_size: -1,
      num_local_experts: 'x',
      q_lora_rank: 1e99,
      rope_scaling: [],
      vocab_size: null,
    };
    expect(read(config(unused))).toEqual(read(LLAMA));
    expect(read(config({ max_position_embeddings: '8k' })).model.maxContext).toBeNull();
    expect(saidOf(config({ max_position_embeddings: '8k' }))).toEqual(['ignored:max_position_embeddings']);
    expect(saidOf({ model_type: 'mamba', hidden_size: -1 })).toEqual(['no-cache', 'ignored:hidden_size']);
  });
});

describe('lists', () => {
  const gemma = (fields: object) => config({ model_type: 'gemma3_text', head_dim: 64, sliding_window: 512, ...fields });
  const types = Array(8).fill('sliding_attention');

  it('are as long as the model is deep, or are refused by name and length', () => {
    const cases: readonly (readonly [name: string, fields: object])[] = [
      ['layer_types', gemma({ layer_types: types.slice(1) })],
      [
        'num_key_value_heads_per_layer',
        config({ model_type: 'deci', num_key_value_heads_per_layer: Array(7).fill(4) }),
      ],
      [
        'block_configs',
        config({ model_type: 'nemotron-nas', block_configs: Array(7).fill({ attention: { no_op: true } }) }),
      ],
      ['attn_type_list', config({ model_type: 'minimax_text_01', attn_type_list: Array(7).fill(1) })],
      ['no_rope_layers', config({ model_type: 'llama4_text', no_rope_layers: Array(7).fill(1) })],
      ['hybrid_layer_pattern', config({ model_type: 'mimo_v2_flash', hybrid_layer_pattern: Array(7).fill(1) })],
    ];
    for (const [name, json] of cases)
      expect(refusalOf(json)).toEqual({ field: name, sentence: `${name} has 7 entries, but the model has 8 layers.` });
    expect(refusalOf(config({ model_type: 'nemotron_h', hybrid_override_pattern: 'M*' })).sentence).toBe(
      'hybrid_override_pattern has 2 letters, but the model has 8 layers (num_hidden_layers).',
    );
  });

  it('name kinds of layers that are known, or are refused by name and entry', () => {
    expect(refusalOf(gemma({ layer_types: [...types.slice(1), 'global'] })).sentence).toBe(
      'Entry 7 of layer_types is “global”, a kind of layer that is not known here.',
    );
    expect(refusalOf(gemma({ layer_types: [...types.slice(1), 'constructor'] })).field).toBe('layer_types');
    expect(refusalOf(gemma({ layer_types: [...types.slice(1), 3] })).field).toBe('layer_types');
    expect(refusalOf(gemma({ layer_types: 'full' })).sentence).toBe('layer_types is “full”, and has to be a list.');
    expect(refusalOf(gemma({ layer_types: types.map(() => 'linear_attention') })).field).toBe('layer_types');
    expect(refusalOf(config({ model_type: 'nemotron_h', hybrid_override_pattern: 'M*M*M*MX' })).sentence).toContain(
      'Letter 8',
    );
    expect(refusalOf(config({ model_type: 'nemotron_h', hybrid_override_pattern: [] })).field).toBe(
      'hybrid_override_pattern',
    );
    expect(refusalOf(config({ model_type: 'recurrent_gemma', _block_types: ['attention', 'mlp'] })).field).toBe(
      '_block_types',
    );
    expect(refusalOf(config({ model_type: 'recurrent_gemma', _block_types: [] })).field).toBe('_block_types');
  });

  it('name layers that exist, once each', () => {
    const kimi = (linear_attn_config: unknown) =>
      config({ model_type: 'kimi_linear', kv_lora_rank: 8, qk_rope_head_dim: 8, linear_attn_config });
    expect(refusalOf(kimi({ full_attn_layers: [0, 4] })).sentence).toContain(
      'full_attn_layers is 0, and has to be a whole number from 1 to 8',
    );
    expect(refusalOf(kimi({ full_attn_layers: [9] })).field).toBe('linear_attn_config.full_attn_layers');
    expect(refusalOf(kimi({ full_attn_layers: [4, 4] })).sentence).toContain('names layer 4 twice');
    expect(refusalOf(kimi({ full_attn_layers: [4], kda_layers: [1, 2] })).field).toBe('linear_attn_config.kda_layers');
    expect(refusalOf(kimi(null)).field).toBe('linear_attn_config');
    expect(refusalOf(kimi({})).field).toBe('linear_attn_config.full_attn_layers');
    expect(refusalOf(config({ model_type: 'mllama', cross_attention_layers: [8] })).field).toBe(
      'cross_attention_layers',
    );
  });

  it('agree with the window', () => {
    expect(refusalOf(gemma({ layer_types: types, sliding_window: null })).sentence).toBe(
      'sliding_window is null, but layer_types names windowed layers: nothing says how wide.',
    );
    const qwen = config({ model_type: 'qwen2', layer_types: types, sliding_window: 512, use_sliding_window: false });
    expect(refusalOf(qwen).sentence).toBe('layer_types names windowed layers, but use_sliding_window is false.');
    expect(refusalOf(gemma({ sliding_window: 0 })).field).toBe('sliding_window');
    expect(refusalOf(gemma({ model_type: 'gemma4_text', num_kv_shared_layers: 9 })).field).toBe('num_kv_shared_layers');
    expect(refusalOf(gemma({ sliding_window_pattern: 0 })).field).toBe('sliding_window_pattern');
    expect(refusalOf(gemma({ sliding_window_pattern: 'LLG' })).field).toBe('sliding_window_pattern');
  });

  it('have KV heads that divide in every layer', () => {
    const deci = config({ model_type: 'deci', num_key_value_heads_per_layer: [4, 4, 4, 5, 4, 4, 4, 4] });
    expect(refusalOf(deci).sentence).toBe(
      'Entry 3 of num_key_value_heads_per_layer is 5, which does not divide num_attention_heads, 12.',
    );
    const nas = (attention: unknown) =>
      config({ model_type: 'nemotron-nas', num_hidden_layers: 1, block_configs: [{ attention }] });
    expect(refusalOf(nas({ n_heads_in_group: 5 })).field).toBe('block_configs[0].attention.n_heads_in_group');
    expect(refusalOf(nas({ n_heads_in_group: null })).field).toBe('block_configs[0].attention.n_heads_in_group');
    expect(refusalOf(nas({ n_heads_in_group: 4, no_op: 'no' })).field).toBe('block_configs[0].attention.no_op');
    expect(refusalOf(nas({ n_heads_in_group: 4, window_length: 512 })).field).toBe(
      'block_configs[0].attention.window_length',
    );
    expect(refusalOf(nas(null)).field).toBe('block_configs');
  });
});

describe('what only the file can say', () => {
  it.each([
    ['attn_type_list', 'minimax_text_01'],
    ['num_key_value_heads_per_layer', 'deci'],
    ['block_configs', 'nemotron-nas'],
    ['hybrid_override_pattern', 'nemotron_h'],
    ['layer_types', 'granitemoehybrid'],
    ['attn_layer_indices', 'bamba'],
    ['hybrid_layer_ids', 'zamba2'],
    ['full_attn_idxs', 'lfm2'],
    ['layer_types', 'step3p5'],
    ['hybrid_layer_pattern', 'mimo_v2_flash'],
    ['cross_attention_layers', 'mllama'],
    ['attn_config.kv_n_heads', 'dbrx'],
    ['kv_lora_rank', 'deepseek_v3'],
    ['num_kv_heads', 'openelm'],
    ['compress_ratios', 'deepseek_v4'],
    ['decoder_layers', 'whisper'],
    ['model_type', 'step3'],
  ])('is asked for: %s of %s', (field, model_type) => {
    const refusal = refusalOf(config({ model_type }));
    expect(refusal.field).toBe(field);
    expect(refusal.sentence).toContain(field);
  });

  it('is refused if two fields say different things', () => {
    const nemotron = config({
      model_type: 'nemotron_h',
      hybrid_override_pattern: 'M*M*M*M*',
      layers_block_type: Array(8).fill('mamba'),
    });
    expect(refusalOf(nemotron).sentence).toBe(
      'hybrid_override_pattern and layers_block_type do not name the same layers.',
    );
    const jamba = config({ model_type: 'jamba', attn_layer_period: 4, attn_layer_offset: 4 });
    expect(refusalOf(jamba).field).toBe('attn_layer_offset');
    const longcat = config({ model_type: 'longcat_flash', kv_lora_rank: 8, qk_rope_head_dim: 8, num_layers: 28 });
    expect(refusalOf(longcat).field).toBe('num_hidden_layers');
    const index = config({ model_type: 'deepseek_v32', kv_lora_rank: 8, qk_rope_head_dim: 8, index_head_dim: 100 });
    expect(refusalOf(index).field).toBe('index_head_dim');
    expect(refusalOf({ ...index, index_head_dim: 128, indexer_types: Array(8).fill('half') }).field).toBe(
      'indexer_types',
    );
    expect(refusalOf({ ...index, compress_ratios: [4] }).field).toBe('compress_ratios');
  });

  it('is a switch of true or false', () => {
    expect(refusalOf(config({ model_type: 'qwen2', use_sliding_window: 'true' })).sentence).toBe(
      'use_sliding_window is “true”, and has to be true or false.',
    );
    expect(refusalOf(config({ model_type: 'gpt_bigcode', multi_query: 1 })).field).toBe('multi_query');
    expect(refusalOf(config({ model_type: 'mpt', attn_config: [] })).sentence).toBe(
      'attn_config is an empty list, and has to be an object.',
    );
  });
});

describe('families that are not known', () => {
  const unknown = config({ model_type: 'brand_new' });

  it('are read as plain decoders, with a word of doubt', () => {
    expect(runsText(unknown)).toBe('8 full 4×64');
    expect(saidOf(unknown)).toEqual(['unknown-family:model_type']);
    expect(runsText({ ...unknown, sliding_window: 512, use_sliding_window: false })).toBe('8 full 4×64');
    const layer_types = [...Array(7).fill('sliding_attention'), 'full_attention'];
    expect(runsText({ ...unknown, sliding_window: 512, layer_types })).toBe('7 sliding 4×64 of 512, 1 full 4×64');
    expect(saidOf(config({ model_type: 'constructor' }))).toEqual(['unknown-family:model_type']);
  });

  it.each([
    'kv_lora_rank',
    'block_configs',
    'hybrid_override_pattern',
    'attn_layer_period',
    'linear_attn_config',
    'compress_ratios',
    'full_attention_interval',
    'attn_type_list',
    'state_size',
    'mamba_d_state',
    'ssm_state_size',
    'linear_num_key_heads',
    'multi_query',
    'sliding_window',
    'is_encoder_decoder',
    'attn_config',
  ])('are refused with a field that plain decoders do not have: %s', (name) => {
    const { field, sentence } = refusalOf({ ...unknown, [name]: name === 'is_encoder_decoder' || 16 });
    expect(field).toBe(name);
    expect(sentence).toContain('“brand_new”');
    expect(runsText({ ...unknown, [name]: null })).toBe('8 full 4×64');
  });

  it('are not needed to say that a known family does not read such a field', () => {
    expect(saidOf(config({ kv_lora_rank: 512, sliding_window: 512 }))).toEqual([
      'ignored:sliding_window',
      'ignored:kv_lora_rank',
    ]);
  });
});

describe('nested files', () => {
  const inner = { ...LLAMA };
  it.each(['text_config', 'llm_config', 'language_config'])('are sized by %s alone', (name) => {
    const outer = {
      model_type: 'big',
      hidden_size: 1,
      num_attention_heads: 7,
      [name]: inner,
      vision_config: { hidden_size: 3 },
    };
    expect(read(outer)).toMatchObject({ textPath: name, family: 'llama' });
    expect(runsText(outer)).toBe('8 full 4×64');
    expect(refusalOf({ ...outer, [name]: { model_type: 'llama' } }).field).toBe('num_hidden_layers');
    expect(refusalOf({ ...outer, [name]: 7 }).sentence).toBe(`${name} is 7, and has to be an object.`);
  });

  it('may be nested twice', () => {
    const outer = { model_type: 'qwen2_5_omni', thinker_config: { model_type: 'thinker', text_config: inner } };
    expect(read(outer)).toMatchObject({ textPath: 'thinker_config.text_config' });
  });

  it('take their family from outside only if the inside has none, and their dtype from either', () => {
    const { model_type: _, ...nameless } = inner;
    const outer = {
      model_type: 'gemma3',
      torch_dtype: 'torch.float16',
      text_config: { ...nameless, head_dim: 64, sliding_window: 512 },
    };
    expect(runsText(outer)).toBe('7 sliding 4×64 of 512, 1 full 4×64');
    expect(read(outer)).toMatchObject({ dtype: 'float16', model: { nativeDtype: 'fp16' } });
    expect(read({ ...outer, text_config: { ...outer.text_config, dtype: 'bfloat16' } }).dtype).toBe('bfloat16');
    expect(refusalOf({ text_config: nameless }).field).toBe('text_config.model_type');
  });
});

describe('what does not enter the figures', () => {
  it('is the smallest context that the file names, or model_max_length', () => {
    const both = config({ max_position_embeddings: 32768, seq_length: 8192 });
    expect(read(both).model.maxContext).toBe(8192);
    expect(read({ ...both, model_max_length: 16384 }).model.maxContext).toBe(16384);
    expect(read({ ...both, model_max_length: 1e30 }).model.maxContext).toBe(8192);
  });

  it.each([
    [{ quant_method: 'fp8', fmt: 'e4m3' }, 'fp8 (e4m3)'],
    [{ quant_method: 'fp8', fmt: 'e5m2' }, 'fp8 (e5m2)'],
    [{ quant_method: 'mxfp4' }, 'mxfp4'],
    [{ quant_method: 'gptq', bits: 4 }, 'int4 (gptq)'],
    [{ quant_method: 'bitsandbytes', load_in_4bit: true }, 'int4 (bitsandbytes)'],
    [{ quant_method: 'compressed-tensors' }, 'quantised (compressed-tensors)'],
    [{}, 'bf16'],
    [[], 'bf16'],
  ])('is the type of the weights: %j', (quantization_config, nativeDtype) => {
    expect(read(config({ dtype: 'bfloat16', quantization_config })).model.nativeDtype).toBe(nativeDtype);
    expect(read(config({ dtype: 'bfloat16', quantization_config })).dtype).toBe('bfloat16');
  });

  it('is the type that a cache was calibrated for', () => {
    const scheme = { num_bits: 8, type: 'float' };
    const { notes } = read(config({ quantization_config: { kv_cache_scheme: scheme } }));
    expect(notes[0]).toMatchObject({
      tag: 'kv-cache-quantised',
      sentence: expect.stringContaining('kv_cache_scheme is 8 bits'),
    });
    expect(saidOf(config({ quantization_config: { kv_cache_scheme: null } }))).toEqual([]);
    expect(saidOf(config({ quantization_config: { kv_cache_quant_algo: 'FP8' } }))).toEqual([
      'kv-cache-quantised:quantization_config',
    ]);
  });

  it('is a dtype that is not known, which is said', () => {
    expect(saidOf(config({ dtype: 16 }))).toEqual(['ignored:dtype']);
    expect(read(config({ dtype: 16, torch_dtype: 'float16' })).dtype).toBe('float16');
  });

  it('is the name of the model, as the caller, the file or the family gives it', () => {
    const nameOf = (...args: Parameters<typeof readModelConfig>) => {
      const reading = readModelConfig(...args);
      return 'refusal' in reading ? null : reading.model.name;
    };
    expect(nameOf(LLAMA, 'My model')).toBe('My model');
    expect(nameOf({ ...LLAMA, _name_or_path: 'org/model' })).toBe('org/model');
    expect(nameOf({ ...LLAMA, _name_or_path: '' })).toBe('llama');
    expect(nameOf(LLAMA, 'n'.repeat(20_000_000))?.length).toBeLessThan(70);
  });
});

describe('anything else', () => {
  it.each([
    [null],
    [undefined],
    [true],
    [0],
    ['{}'],
    [[]],
    [[fixture('llama3.1-8b.json')]],
    [() => 1],
    [Symbol('s')],
    [1n],
  ])('is refused and not thrown: %s', (json) => {
    expect(refusalOf(json).field).toBe('config.json');
    expect(refusalOf(json).sentence).toMatch(/^The file is .+, and a config.json is an object with fields\.$/);
  });

  it('is told by its fields if it is another file of the same model', () => {
    expect(refusalOf({ metadata: { total_size: 1 }, weight_map: {} }).sentence).toContain(
      'index of a model’s safetensors files',
    );
    for (const field of ['peft_type', '_diffusers_version', 'tokenizer_class', 'n_kv_heads', 'do_sample'])
      expect(refusalOf({ [field]: 1 }), field).toMatchObject({ field, sentence: expect.stringContaining(field) });
    expect(refusalOf({}).sentence).toBe('model_type is missing: it decides by which rules the file is read.');
    expect(refusalOf({ model_type: 7 }).sentence).toBe('model_type is 7, and has to be the name of a family.');
  });

  it('is quoted in short, whatever its size', () => {
    const long = 'x'.repeat(20_000_000);
    for (const json of [
      config({ num_hidden_layers: long }),
      config({ model_type: long, sliding_window: 1 }),
      { model_type: [long] },
    ])
      expect(refusalOf(json).sentence.length).toBeLessThan(400);
    expect(read(config({ model_type: long })).notes[0]?.sentence.length).toBeLessThan(400);
  });

  it('is not misled by names that every object answers to', () => {
    const json = JSON.parse(
      `{"__proto__": {"model_type": "llama", "num_hidden_layers": 8}, "constructor": 1, "hidden_size": 1}`,
    );
    expect(refusalOf(json).field).toBe('model_type');
    const { num_hidden_layers: _, ...bare } = LLAMA;
    expect(
      refusalOf(JSON.parse(JSON.stringify(bare).replace('{', '{"__proto__": {"num_hidden_layers": 8},'))).field,
    ).toBe('num_hidden_layers');
  });

  it('has its own fields alone, not those that it inherits', () => {
    const { num_hidden_layers: _, ...bare } = LLAMA;
    expect(refusalOf(Object.assign(Object.create({ num_hidden_layers: 8 }), bare)).field).toBe('num_hidden_layers');
  });

  it('may be nested as deep as it likes', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = { text_config: deep };
    expect(refusalOf(deep).field).toBe('text_config.model_type');
    expect(refusalOf(config({ num_hidden_layers: deep })).sentence).toContain('an object');
  });
});
