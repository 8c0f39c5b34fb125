import type { FamilyReading } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { decoder } from './decoder.ts';

/** Fields that say which layers keep what, or how wide. */
const LAYOUT = [
  'kv_lora_rank',
  'block_configs',
  'hybrid_override_pattern',
  'layers_block_type',
  'attn_layer_period',
  'attn_layer_indices',
  'linear_attn_config',
  'compress_ratios',
  'full_attention_interval',
  'full_attn_idxs',
  'attn_type_list',
  'hybrid_layer_ids',
  'hybrid_layer_pattern',
  'block_types',
  '_block_types',
  'cross_attention_layers',
  'num_kv_shared_layers',
  'attention_chunk_size',
  'multi_query_group_num',
  'num_attention_groups',
  'global_head_dim',
  'index_head_dim',
  'sparse_attention_config',
  'sliding_window_pattern',
  'use_cla',
];
/** Other fields of families that keep something else than K and V of every token. */
const OTHER = [
  'attn_config',
  'multi_query',
  'multi_query_attention',
  'v_head_dim',
  'is_encoder_decoder',
  'decoder_layers',
  'state_size',
  'conv_L_cache',
  'lru_width',
  'd_conv',
  'd_state',
  'layer_group_size',
  'share_q_dim',
  'global_attn_every_n_layers',
  'attention_other_setting',
  'num_global_key_value_heads',
];
const OTHER_BEGINNING = /^(mamba|ssm|swa|linear_(num|key|value|conv)|kda|rwkv|lightning|gla|retention)_/;

const plain = decoder({ windows: { on: 'not known' } });

/**
 * Returns the sizes of a model of a family without a rule: those of a plain decoder, with a word of doubt. Refuses files with a field
 * that a plain decoder does not have.
 */
export function unknownFamily(fields: Fields): FamilyReading {
  const family = valueText(fields.family);
  const isTold = (name: string) => fields.has(name) && fields.value(name) !== false;
  const telltale = [...LAYOUT, ...OTHER, ...fields.names().filter((name) => OTHER_BEGINNING.test(name))].find(isTold);
  if (telltale !== undefined)
    refuse(
      telltale,
      `The model_type ${family} is not known here, and ${telltale} is ${valueText(fields.value(telltale))}: a plain decoder has no such field, so what it keeps cannot be told.`,
    );
  const reading = plain(fields);
  fields.note(
    'unknown-family',
    'model_type',
    `The model_type ${family} is not known here: the file is read as that of a plain decoder, which it may not be.`,
  );
  return reading;
}

/** Says of a known family's file that it has fields by which other families are told, and that its rule does not read them. */
export function remarkOnStrangers(fields: Fields): void {
  for (const name of LAYOUT)
    if (!fields.wasAsked(name) && fields.has(name) && fields.value(name) !== false)
      fields.ignore(name, `the code of ${valueText(fields.family)} does not read it`);
}
