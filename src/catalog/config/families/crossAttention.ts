import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { headWidth, kvHeadCount, layerCount, modelWidth, queryHeadCount } from '../heads.ts';
import { emptyLayer, type Layer } from '../layers.ts';
import { HEAD_COUNT, HEAD_WIDTH, LAYER_COUNT, MODEL_WIDTH, TOKEN_COUNT } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { rows } from './plain.ts';

/**
 * Decoders that also attend to a source, whose K and V are fixed once the source is known.
 * Source: vLLM `kv_cache_interface.py` @001cabc [V2], `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const CROSS_ATTENTION: Readonly<Record<string, FamilyRule>> = {
  ...rows(t5, ['t5', 'mt5', 'umt5', 'longt5', 'switch_transformers', 'pix2struct', 'udop']),
  ...rows(bart, [
    'bart',
    'mbart',
    'pegasus',
    'blenderbot',
    'blenderbot-small',
    'm2m_100',
    'nllb-moe',
    'marian',
    'plbart',
    'mvp',
    'speech_to_text',
    'florence2_language',
  ]),
  whisper: (fields) => {
    const name = 'max_source_positions';
    return bart(fields, fields.whole(name, TOKEN_COUNT) ?? fields.assume(name, 1500));
  },
  mllama,
};

/** Returns T5's sizes. Its heads are `d_kv` wide, whatever the model's width is. */
function t5(fields: Fields): FamilyReading {
  const isEncoder = fields
    .list('architectures')
    ?.some((name) => typeof name === 'string' && /EncoderModel$/.test(name));
  if (isEncoder) return { kind: 'encoder-only', layers: [], queryHeads: null, dModel: modelWidth(fields) };
  const layers = fields.whole('num_decoder_layers', LAYER_COUNT) ?? layerCountOfT5(fields);
  const heads = fields.needed(['num_heads', 'num_attention_heads'], HEAD_COUNT);
  const headDim = fields.whole('d_kv', HEAD_WIDTH) ?? fields.assume('d_kv', 64);
  return encoderDecoder(fields, { layers, heads, headDim, dModel: modelWidth(fields), sourceTokens: null });
}

function layerCountOfT5(fields: Fields): number {
  return fields.needed(['num_layers', 'num_hidden_layers'], LAYER_COUNT);
}

/** Returns the sizes of BART and its kin, and of Whisper: `num_hidden_layers` counts the encoder's layers there. */
function bart(fields: Fields, sourceTokens: number | null = null): FamilyReading {
  const layers = fields.needed(['decoder_layers'], LAYER_COUNT);
  const heads = fields.needed(['decoder_attention_heads'], HEAD_COUNT);
  const dModel = fields.needed(['d_model', 'hidden_size'], MODEL_WIDTH);
  if (dModel % heads !== 0)
    refuse('d_model', `d_model is ${dModel}, which cannot be divided by decoder_attention_heads, ${heads}.`);
  return encoderDecoder(fields, { layers, heads, headDim: dModel / heads, dModel, sourceTokens });
}

function encoderDecoder(
  fields: Fields,
  sizes: { layers: number; heads: number; headDim: number; dModel: number | null; sourceTokens: number | null },
): FamilyReading {
  const { layers, heads, headDim, dModel, sourceTokens } = sizes;
  const layer: Layer = { kind: 'full', kvHeads: heads, headDimK: headDim, headDimV: headDim, window: null };
  const source = sourceTokens === null ? 'the source' : `the source, which is always ${sourceTokens} tokens`;
  fields.note(
    'cross-attention',
    null,
    `The self-attention of the decoder grows with what it writes; its cross-attention keeps K and V of ${source}, fixed once the source is known.`,
  );
  return {
    kind: 'encoder-decoder',
    layers: Array(layers).fill(layer),
    queryHeads: heads,
    dModel,
    crossAttention: { layers, kvHeads: heads, headDim, sourceTokens },
  };
}

/** Returns the sizes of Llama 3.2 Vision: layers of `cross_attention_layers` keep K and V of the image alone. */
function mllama(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const headDim = headWidth(fields, queryHeads);
  const kvHeads = kvHeadCount(fields, queryHeads, 8);
  const name = 'cross_attention_layers';
  const cross = fields.layerNumbers(name, layers);
  if (!cross) return refuse(name, `${name} is ${valueText(cross)}: it says which layers look at the image.`);
  const full: Layer = { kind: 'full', kvHeads, headDimK: headDim, headDimV: headDim, window: null };
  const reading = {
    layers: Array.from({ length: layers }, (_, index) => (cross.has(index) ? emptyLayer('cross') : full)),
    queryHeads,
    dModel: modelWidth(fields),
  };
  if (cross.size === 0) return reading;
  fields.note(
    'cross-attention',
    name,
    `${cross.size} of ${layers} layers attend to the image instead of the text: they keep K and V of the image tokens, fixed once the image is known.`,
  );
  return {
    ...reading,
    kind: 'decoder+cross',
    crossAttention: { layers: cross.size, kvHeads, headDim, sourceTokens: null },
  };
}
