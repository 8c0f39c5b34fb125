import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { LAYER_NAMES, modelWidth } from '../heads.ts';
import { LAYER_COUNT } from '../limits.ts';
import { orNull, type Refused } from '../refused.ts';
import { decoder } from './decoder.ts';
import { rows } from './plain.ts';

const plainDecoder = decoder({ kvHeads: 'heads as always' });

/** Models that keep no K and V at all, which is an answer and not an error. */
export const CACHELESS: Readonly<Record<string, FamilyRule>> = {
  ...rows(
    (fields) =>
      cacheless(
        fields,
        'attention-free',
        'The model has no attention: it keeps a state of fixed size and no KV cache.',
      ),
    ['mamba', 'mamba2', 'falcon_mamba', 'rwkv', 'rwkv5', 'rwkv6', 'rwkv7', 'xlstm'],
  ),
  // Those that can also be made to write: `is_decoder` says so.
  ...rows(
    (fields) => (fields.flag('is_decoder') ? plainDecoder(fields) : encoderOnly(fields)),
    ['bert', 'roberta', 'xlm-roberta', 'camembert', 'electra', 'roformer', 'megatron-bert', 'bert-generation'],
  ),
  ...rows(encoderOnly, [
    'albert',
    'align',
    'altclip',
    'blip',
    'chinese_clip',
    'groupvit',
    'owlv2',
    'owlvit',
    'x_clip',
    'clip',
    'clip_text_model',
    'clip_vision_model',
    'convnext',
    'deberta',
    'deberta-v2',
    'deit',
    'dinov2',
    'dinov3_vit',
    'distilbert',
    'esm',
    'eurobert',
    'hubert',
    'jina_bert',
    'layoutlmv3',
    'longformer',
    'modernbert',
    'mpnet',
    'new',
    'nomic_bert',
    'siglip',
    'siglip2',
    'siglip2_vision_model',
    'siglip_text_model',
    'siglip_vision_model',
    'swin',
    'vit',
    'wav2vec2',
    'wavlm',
    'xlm',
  ]),
};

function encoderOnly(fields: Fields): FamilyReading {
  return cacheless(
    fields,
    'encoder-only',
    'The model is an encoder: it looks at all tokens at once and writes none, so it keeps no KV cache.',
  );
}

function cacheless(fields: Fields, kind: 'attention-free' | 'encoder-only', sentence: string): FamilyReading {
  fields.note('no-cache', null, sentence);
  // Nothing is computed from these sizes; one that cannot be right is still worth a word.
  const tell = ({ field, message }: Refused) => fields.note('ignored', field, message);
  orNull(() => fields.oneOf(LAYER_NAMES, LAYER_COUNT), tell);
  return { kind, layers: [], queryHeads: null, dModel: orNull(() => modelWidth(fields), tell) };
}
