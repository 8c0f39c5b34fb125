import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { headWidth, KV_HEAD_NAMES, kvHeadCount, layerCount, modelWidth, queryHeadCount } from '../heads.ts';
import { emptyLayer, type Layer } from '../layers.ts';
import { LAYER_COUNT } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { decoder } from './decoder.ts';
import { rows } from './plain.ts';

/**
 * Decoders with the same cache in every layer, whose KV heads are told by switches or names of their own.
 * Source: transformers falcon @0558553, gpt_bigcode @05ff2e9 [T1]; vLLM `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const NAMED: Readonly<Record<string, FamilyRule>> = {
  falcon: (fields) => uniform(fields, falconKvHeads),
  RefinedWeb: (fields) => uniform(fields, falconKvHeads),
  RefinedWebModel: (fields) => uniform(fields, falconKvHeads),
  gpt_bigcode: (fields) => uniform(fields, bigCodeKvHeads),
  mpt: (fields) => uniform(fields, mptKvHeads),
  dbrx: (fields) => uniform(fields, dbrxKvHeads),
  chatglm: (fields) => uniform(fields, chatGlmKvHeads, ['kv_channels'], 'divided'),
  qwen: decoder({ kvHeads: 'heads as always', headDim: 'divided', headDimNames: ['kv_channels'] }),
  ...rows(hunyuan, ['hunyuan', 'hunyuan_v1_dense', 'hunyuan_v1_moe', 'hunyuan_vl']),
};

function uniform(
  fields: Fields,
  kvHeadsOf: (fields: Fields, queryHeads: number) => number,
  headDimNames?: readonly string[],
  headDim: 'divided' | null = null,
): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const width = headWidth(fields, queryHeads, headDimNames, headDim);
  const kvHeads = kvHeadsOf(fields, queryHeads);
  const layer: Layer = { kind: 'full', kvHeads, headDimK: width, headDimV: width, window: null };
  return { layers: Array(layers).fill(layer), queryHeads, dModel: modelWidth(fields) };
}

/** Returns a switch; the default of the family's own code if it is not in the file, which is said. */
function switchOf(fields: Fields, name: string, absent: boolean): boolean {
  const value = fields.flag(name);
  if (value === undefined) return fields.assume(name, absent);
  return value ?? false;
}

function ignoreKvHeads(fields: Fields, kvHeads: number, reason: string): number {
  for (const name of KV_HEAD_NAMES) if (fields.value(name) !== kvHeads) fields.ignore(name, reason);
  return kvHeads;
}

/** Returns Falcon's KV heads: its files list some that only the new architecture uses. */
function falconKvHeads(fields: Fields, queryHeads: number): number {
  // The first files of Falcon-40B have the name RefinedWeb, and the new architecture without its switch.
  const isNew = switchOf(fields, 'new_decoder_architecture', fields.family === 'RefinedWeb' && fields.has('n_head_kv'));
  if (isNew) return kvHeadCount(fields, queryHeads, 'heads', ['num_kv_heads', 'n_head_kv', 'num_key_value_heads']);
  if (switchOf(fields, 'multi_query', true))
    return ignoreKvHeads(fields, 1, 'multi_query is true without new_decoder_architecture, which means one KV head');
  return ignoreKvHeads(
    fields,
    queryHeads,
    'multi_query and new_decoder_architecture are false, which means as many KV heads as query heads',
  );
}

function bigCodeKvHeads(fields: Fields, queryHeads: number): number {
  const isMulti = switchOf(fields, 'multi_query', true);
  const reason = `multi_query is ${isMulti}, which ${isMulti ? 'means one KV head' : 'means as many KV heads as query heads'}`;
  return ignoreKvHeads(fields, isMulti ? 1 : queryHeads, reason);
}

function mptKvHeads(fields: Fields, queryHeads: number): number {
  const config = fields.object('attn_config');
  if (!config) {
    fields.assume('attn_config', 'multihead_attention');
    return queryHeads;
  }
  const isMulti = config.value('attn_type') === 'multiquery_attention';
  if (isMulti && !config.has('kv_n_heads'))
    return config.assume('kv_n_heads', 1, 'as attn_type is multiquery_attention');
  return kvHeadCount(config, queryHeads, 'heads as always', ['kv_n_heads']);
}

function dbrxKvHeads(fields: Fields, queryHeads: number): number {
  const config = fields.object('attn_config');
  const name = 'attn_config.kv_n_heads';
  if (!config?.has('kv_n_heads'))
    return refuse(name, `${name} is ${valueText(config?.value('kv_n_heads'))}, and nothing else in the file says it.`);
  return kvHeadCount(config, queryHeads, 'heads', ['kv_n_heads']);
}

function chatGlmKvHeads(fields: Fields, queryHeads: number): number {
  const name = 'multi_query_group_num';
  const isMulti = switchOf(fields, 'multi_query_attention', false);
  if (isMulti) return kvHeadCount(fields, queryHeads, 1, [name]);
  fields.ignore(name, 'multi_query_attention is not true, which means as many KV heads as query heads');
  return queryHeads;
}

/** Returns Hunyuan's sizes: with cross-layer attention only one of `cla_share_factor` layers has a cache. */
function hunyuan(fields: Fields): FamilyReading {
  const isNamedTwice = fields.has('head_dim');
  if (isNamedTwice && fields.value('attention_head_dim') !== fields.value('head_dim'))
    fields.ignore('attention_head_dim', 'head_dim says how wide a head is');
  const names = isNamedTwice ? ['head_dim'] : ['attention_head_dim'];
  const reading = uniform(fields, (_, queryHeads) => kvHeadCount(fields, queryHeads, 'heads'), names);
  const name = 'cla_share_factor';
  if (!fields.flag('use_cla')) {
    fields.ignore(name, `use_cla is ${valueText(fields.value('use_cla'))}`);
    return reading;
  }
  const factor = fields.whole(name, LAYER_COUNT) ?? fields.assume(name, 1);
  return {
    ...reading,
    layers: reading.layers.map((layer, index) => (index % factor === 0 ? layer : emptyLayer('shared'))),
  };
}
