import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { dividedWidth, layerCount, modelWidth, queryHeadCount } from '../heads.ts';
import { emptyLayer, type Layer } from '../layers.ts';
import { HEAD_WIDTH, LAYER_COUNT } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { decoder } from './decoder.ts';
import { rows } from './plain.ts';

/** The small models of DeepSeek-VL2 switch the latent off. */
const withoutLatent = decoder();

/**
 * Decoders with multi-head latent attention: one vector of latent and rope values a token for all heads, K and V alike. The number
 * of KV heads and the width of V in their files are those of the decompressed cache, which no engine keeps.
 * Source: vLLM `model_arch_config_convertor.py` @00bb6f5 [V1], `kv_cache_interface.py` @001cabc [V2].
 */
export const MLA: Readonly<Record<string, FamilyRule>> = {
  ...rows(
    (fields) => mla(fields, layerCount(fields)),
    ['deepseek_v2', 'deepseek_v3', 'deepseek_vl_v2', 'kimi_k2', 'glm4_moe_lite', 'pangu_ultra_moe', 'axk1'],
  ),
  ...rows((fields) => mla(fields, layerCount(fields), true), ['deepseek_v32', 'glm_moe_dsa']),
  ...rows((fields) => mla(fields, longcatLayers(fields)), ['longcat', 'longcat_flash', 'longcat_flash_ngram']),
  kimi_linear: kimiLinear,
  deepseek_v4: refuseCompressed,
  minicpm3,
};

/** Refuses DeepSeek-V4, which keeps compressed entries, windows and an index. */
function refuseCompressed(fields: Fields): never {
  const name = 'compress_ratios';
  const value = valueText(fields.value(name));
  return refuse(
    name,
    `${name} is ${value}: such a model keeps compressed entries, windows and an index, so its bytes a token are not constant.`,
  );
}

/** Returns the widths that the vector of a layer is made of. */
function latentOf(fields: Fields): { latent: number; rope: number } {
  return {
    latent: fields.needed(['kv_lora_rank'], HEAD_WIDTH),
    rope: fields.needed(['qk_rope_head_dim'], HEAD_WIDTH),
  };
}

function latentLayer({ latent, rope }: { latent: number; rope: number }): Layer {
  return { kind: 'mla', kvHeads: 1, headDimK: latent + rope, headDimV: 0, window: null };
}

function mla(fields: Fields, layers: number, hasIndexer = false): FamilyReading {
  if (fields.has('compress_ratios')) refuseCompressed(fields);
  if (fields.value('kv_lora_rank') === null && fields.flag('use_mla') === false) return withoutLatent(fields);
  const widths = latentOf(fields);
  for (const name of ['num_key_value_heads', 'v_head_dim', 'head_dim'])
    fields.ignore(name, 'the cache holds one latent vector a token, not decompressed heads');
  const indexer = hasIndexer || fields.has('index_head_dim') ? indexerOf(fields, layers) : null;
  return {
    layers: Array(layers).fill(latentLayer(widths)),
    queryHeads: queryHeadCount(fields),
    dModel: modelWidth(fields),
    mla: widths,
    ...(indexer && { indexer }),
  };
}

/** Returns the index of sparse attention: one byte an element, and a float32 scale for each 128 of them [V2]. */
function indexerOf(fields: Fields, layers: number): FamilyReading['indexer'] | null {
  const name = 'index_head_dim';
  const width = fields.needed([name], HEAD_WIDTH);
  if (width % 128 !== 0) refuse(name, `${name} is ${width}, and the index has one scale for each 128 of them.`);
  const bytesPerToken = width + (width / 128) * 4;
  const types = fields.perLayer('indexer_types', layers)?.map((type, index) => {
    if (type === 'full' || type === 'shared') return type;
    return refuse(
      'indexer_types',
      `Entry ${index} of indexer_types is ${valueText(type)}, and has to be “full” or “shared”.`,
    );
  });
  const count = types ? types.filter((type) => type === 'full').length : layers;
  fields.note(
    'indexer-cache',
    name,
    `Sparse attention keeps an index beside the cache: ${bytesPerToken} bytes a token in ${count} of ${layers} layers (${name} ${width}), in uint8 whatever the type of the cache is.`,
  );
  return count === 0 ? null : { layers: count, bytesPerToken };
}

/** Returns how many caches LongCat-Flash has: each of its `num_layers` has two attentions, and `num_hidden_layers` may count either. */
function longcatLayers(fields: Fields): number {
  const blocks = fields.whole('num_layers', LAYER_COUNT);
  const hidden = fields.whole('num_hidden_layers', LAYER_COUNT);
  if (!blocks) return fields.needed(['num_hidden_layers'], LAYER_COUNT);
  if (hidden && hidden !== blocks && hidden !== 2 * blocks)
    refuse('num_hidden_layers', `num_hidden_layers is ${hidden}, neither num_layers, ${blocks}, nor twice as many.`);
  fields.note('two-attentions', 'num_layers', `Each of the ${blocks} layers has two attentions, and a cache for each.`);
  return 2 * blocks;
}

/** Returns the sizes of Kimi Linear: layers of `full_attn_layers`, counted from 1, are latent, the others keep a state. */
function kimiLinear(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const config = fields.object('linear_attn_config');
  if (!config)
    return refuse(
      'linear_attn_config',
      `linear_attn_config is ${valueText(config)}: it says which layers have a cache, and nothing else does.`,
    );
  const full = config.layerNumbers('full_attn_layers', layers, 1);
  if (!full)
    return refuse('linear_attn_config.full_attn_layers', `linear_attn_config.full_attn_layers is ${valueText(full)}.`);
  const linear = config.layerNumbers('kda_layers', layers, 1);
  if (linear && (linear.size + full.size !== layers || [...linear].some((layer) => full.has(layer))))
    refuse(
      'linear_attn_config.kda_layers',
      `linear_attn_config.kda_layers and linear_attn_config.full_attn_layers name ${linear.size} and ${full.size} layers, not each of the ${layers} layers once.`,
    );
  const reading = mla(fields, layers);
  return {
    ...reading,
    layers: reading.layers.map((layer, index) => (full.has(index + 1) ? layer : emptyLayer('state'))),
  };
}

/** Returns the sizes of MiniCPM3, whose latent engines decompress before they store it: K and V of all heads. */
function minicpm3(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const { latent, rope } = latentOf(fields);
  const nope = fields.needed(['qk_nope_head_dim'], HEAD_WIDTH);
  const headDimV = fields.whole('v_head_dim', HEAD_WIDTH) ?? dividedWidth(fields, queryHeads, 'v_head_dim');
  fields.ignore('num_key_value_heads', 'all query heads have decompressed K and V of their own');
  fields.note(
    'latent-not-cached',
    'kv_lora_rank',
    `kv_lora_rank is ${latent}, but vLLM and transformers keep decompressed K and V of all heads for this family. As a latent they would take ${latent + rope} elements a token in each layer.`,
  );
  const layer: Layer = { kind: 'full', kvHeads: queryHeads, headDimK: nope + rope, headDimV, window: null };
  return { layers: Array(layers).fill(layer), queryHeads, dModel: modelWidth(fields) };
}
