import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import { Fields, isObject } from '../fields.ts';
import { headWidth, layerCount, modelWidth, queryHeadCount } from '../heads.ts';
import { emptyLayer, type Layer } from '../layers.ts';
import { HEAD_COUNT, HEAD_WIDTH } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { kvHeadsByLayer } from './decoder.ts';

/**
 * Decoders whose layers have different numbers of KV heads, or no attention at all.
 * Source: vLLM `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const BY_LAYER: Readonly<Record<string, FamilyRule>> = {
  deci,
  'nemotron-nas': deci,
  nemotron_nas: deci,
  openelm: openElm,
};

/** Returns DeciLM's sizes: a list of KV heads, or, in models that a search has pruned (Nemotron-NAS), a list of blocks. */
function deci(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const width = headWidth(fields, queryHeads);
  const kvHeads = fields.has('block_configs')
    ? kvHeadsOfBlocks(fields, layers, queryHeads)
    : kvHeadsByLayer(fields, layers, queryHeads);
  if (!kvHeads) {
    const name = fields.family === 'deci' ? 'num_key_value_heads_per_layer' : 'block_configs';
    return refuse(
      name,
      `${name} is ${valueText(fields.value(name))}: it says the KV heads of each layer, and nothing else does.`,
    );
  }
  const layer = { kind: 'full', headDimK: width, headDimV: width, window: null } as const;
  return {
    layers: kvHeads.map((count) => (count === 0 ? emptyLayer('none') : { ...layer, kvHeads: count })),
    queryHeads,
    dModel: modelWidth(fields),
  };
}

/** Returns the KV heads of each block; 0 for one whose attention is left out or replaced. */
function kvHeadsOfBlocks(fields: Fields, layers: number, queryHeads: number): readonly number[] | null {
  for (const name of ['num_key_value_heads', 'num_key_value_heads_per_layer'])
    fields.ignore(name, 'block_configs says the KV heads of each layer');
  const blocks = fields.perLayer('block_configs', layers);
  return blocks?.map((block, index) => kvHeadsOfBlock(fields, block, index, queryHeads)) ?? null;
}

function kvHeadsOfBlock(fields: Fields, block: unknown, index: number, queryHeads: number): number {
  const path = `block_configs[${index}]`;
  if (!isObject(block)) return refuse('block_configs', `${path} is ${valueText(block)}, and has to be an object.`);
  const attention = new Fields(block, fields.family, `${path}.`, fields).object('attention');
  if (!attention)
    return refuse('block_configs', `${path}.attention is ${valueText(attention)}, and has to be an object.`);
  const isOut = attention.flag('no_op');
  const isReplaced = attention.flag('replace_with_linear');
  if (isOut || isReplaced) return 0;
  if (attention.has('window_length'))
    refuse(
      attention.path('window_length'),
      `${attention.path('window_length')} is ${valueText(attention.value('window_length'))}, and engines differ in whether they keep to it.`,
    );
  const group = attention.needed(['n_heads_in_group'], HEAD_COUNT);
  if (queryHeads % group !== 0)
    refuse(
      attention.path('n_heads_in_group'),
      `${attention.path('n_heads_in_group')} is ${group}, which does not divide num_attention_heads, ${queryHeads}.`,
    );
  return queryHeads / group;
}

/** Returns OpenELM's sizes, which lists query heads and KV heads of each layer. */
function openElm(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const name = 'num_kv_heads';
  const kvHeads = fields.wholePerLayer(name, layers, HEAD_COUNT);
  if (!kvHeads) return refuse(name, `${name} is ${valueText(kvHeads)}: it says the KV heads of each layer.`);
  const width = fields.needed(['head_dim'], HEAD_WIDTH);
  const queryHeads = fields.wholePerLayer('num_query_heads', layers, HEAD_COUNT);
  if (queryHeads)
    for (const [index, count] of queryHeads.entries()) {
      const kv = kvHeads[index] ?? 1;
      if (count % kv !== 0)
        refuse(name, `Entry ${index} of ${name} is ${kv}, which does not divide that of num_query_heads, ${count}.`);
    }
  return {
    layers: kvHeads.map(
      (count): Layer => ({ kind: 'full', kvHeads: count, headDimK: width, headDimV: width, window: null }),
    ),
    queryHeads: queryHeads ?? null,
    dModel: modelWidth(fields),
  };
}
