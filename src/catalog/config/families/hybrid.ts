import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import {
  dividedWidth,
  headWidth,
  type KvHeadsWithout,
  kvHeadCount,
  LAYER_NAMES,
  layerCount,
  modelWidth,
  queryHeadCount,
} from '../heads.ts';
import { emptyLayer } from '../layers.ts';
import { everyNth, HYBRID_TYPES, ignoreUnlessSame, type ListedKind, listedKinds } from '../layerTypes.ts';
import { HEAD_WIDTH, LAYER_COUNT, TOKEN_COUNT } from '../limits.ts';
import { orNull, refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { rows } from './plain.ts';

interface HybridTraits {
  readonly kvHeads: KvHeadsWithout;
  readonly headDim?: number;
  readonly headDimNames?: readonly string[];
  /** Returns which layers have attention, if `layer_types` does not say it. */
  readonly kinds: (fields: Fields, layers: number) => readonly ListedKind[];
  /** Field that `kinds` reads, which counts for nothing beside `layer_types`. */
  readonly field: string;
}

const qwenNext = (kvHeads: number) =>
  hybrid({ kvHeads, headDim: 256, kinds: everyInterval, field: 'full_attention_interval' });

/**
 * Decoders of which some layers have attention, and the others a state of fixed size or nothing.
 * Source: transformers configuration classes @008e574 [T1]; vLLM `model_arch_config_convertor.py` @00bb6f5 [V1] and its models.
 */
export const HYBRID: Readonly<Record<string, FamilyRule>> = {
  jamba: hybrid({ kvHeads: 8, kinds: byPeriod, field: 'attn_layer_period' }),
  nemotron_h: nemotronH,
  qwen3_next: qwenNext(2),
  qwen3_5: qwenNext(4),
  qwen3_5_moe: qwenNext(2),
  ...rows(hybrid({ kvHeads: 8, kinds: byIndices('full_attn_idxs'), field: 'full_attn_idxs' }), ['lfm2', 'lfm2_moe']),
  granitemoehybrid: hybrid({
    kvHeads: 'heads',
    kinds: byIndices('attn_layer_indices', 'layer_types'),
    field: 'attn_layer_indices',
  }),
  bamba: hybrid({ kvHeads: 8, kinds: byIndices('attn_layer_indices'), field: 'attn_layer_indices' }),
  zamba2,
  plamo2: hybrid({
    kvHeads: 4,
    headDim: 128,
    headDimNames: ['hidden_size_per_head'],
    kinds: byMambaStep,
    field: 'mamba_step',
  }),
  falcon_h1: falconH1,
  ...rows(hybrid({ kvHeads: 8, kinds: byAttentionTypes, field: 'attn_type_list' }), [
    'minimax_text_01',
    'minimax_m1',
    'minimax',
  ]),
  recurrent_gemma: recurrentGemma,
};

/** Returns the rule of a model whose layers of attention are all alike. */
function hybrid({ kvHeads, headDim, headDimNames, kinds, field }: HybridTraits): FamilyRule {
  return (fields) => {
    const layers = layerCount(fields);
    const listed = listedKinds(fields, 'layer_types', layers, HYBRID_TYPES);
    if (listed && fields.has(field))
      ignoreUnlessSame(
        fields,
        field,
        listed,
        'layer_types',
        orNull(() => kinds(fields, layers)),
      );
    return fullAndState(fields, listed ?? kinds(fields, layers), (queryHeads) => ({
      width: headWidth(fields, queryHeads, headDimNames, headDim ?? null),
      kvHeads: kvHeadCount(fields, queryHeads, kvHeads),
    }));
  };
}

function fullAndState(
  fields: Fields,
  kinds: readonly ListedKind[],
  headsOf: (queryHeads: number) => { width: number; kvHeads: number },
): FamilyReading {
  const queryHeads = queryHeadCount(fields);
  const { width, kvHeads } = headsOf(queryHeads);
  const isWindowed = kinds.includes('sliding');
  if (!isWindowed) fields.ignore('sliding_window', `the layers of ${fields.family} are not windowed`);
  const windows = {
    sliding: isWindowed ? fields.needed(['sliding_window'], TOKEN_COUNT) : null,
    chunked: kinds.includes('chunked') ? fields.needed(['attention_chunk_size'], TOKEN_COUNT) : null,
    full: null,
  };
  return {
    layers: kinds.map((kind) =>
      kind === 'state'
        ? emptyLayer('state')
        : { kind, kvHeads, headDimK: width, headDimV: width, window: windows[kind] },
    ),
    queryHeads,
    dModel: modelWidth(fields),
  };
}

/** Returns Jamba's layers: attention in layer i, counted from 0, if i mod period is the offset. */
function byPeriod(fields: Fields, layers: number): ListedKind[] {
  const period = fields.whole('attn_layer_period', LAYER_COUNT) ?? fields.assume('attn_layer_period', 8);
  const offset =
    fields.whole('attn_layer_offset', { least: 0, most: LAYER_COUNT.most }) ?? fields.assume('attn_layer_offset', 4);
  if (offset >= period)
    refuse(
      'attn_layer_offset',
      `attn_layer_offset is ${offset}, and has to be less than attn_layer_period, ${period}.`,
    );
  return Array.from({ length: layers }, (_, index) => (index % period === offset ? 'full' : 'state'));
}

/** Returns the layers of Qwen3-Next: every nth has attention. */
function everyInterval(fields: Fields, layers: number): ListedKind[] {
  const name = 'full_attention_interval';
  return everyNth(layers, fields.whole(name, LAYER_COUNT) ?? fields.assume(name, 4), 'state');
}

/** Returns a rule by a list of the layers with attention, counted from 0. `wanted` is what a refusal asks for. */
function byIndices(name: string, wanted = name): HybridTraits['kinds'] {
  return (fields, layers) => {
    const blocks = listedKinds(fields, 'layers_block_type', layers, HYBRID_TYPES);
    const indices = fields.layerNumbers(name, layers);
    const byIndex =
      indices && Array.from({ length: layers }, (_, index): ListedKind => (indices.has(index) ? 'full' : 'state'));
    if (blocks && byIndex && blocks.join() !== byIndex.join())
      refuse(name, `${name} and layers_block_type do not name the same layers.`);
    return (
      blocks ??
      byIndex ??
      refuse(
        wanted,
        `${wanted} is ${valueText(fields.value(wanted))}: it says which layers have attention, and nothing else does.`,
      )
    );
  };
}

/** Returns PLaMo 2's layers: one in `mamba_step` has attention, the middle one. A model of very few layers has it in the last one. */
function byMambaStep(fields: Fields, layers: number): ListedKind[] {
  const name = 'mamba_step';
  const step = fields.whole(name, { least: 2, most: LAYER_COUNT.most }) ?? fields.assume(name, 2);
  fields.ignore('attention_window_size', 'vLLM keeps every token of these layers');
  const middle = Math.floor(step / 2);
  const isAttention = (index: number) => (layers <= middle ? index === layers - 1 : index % step === middle);
  return Array.from({ length: layers }, (_, index) => (isAttention(index) ? 'full' : 'state'));
}

/** Returns MiniMax-Text-01's layers: 1 stands for softmax attention, 0 for lightning attention, which keeps a state. */
function byAttentionTypes(fields: Fields, layers: number): ListedKind[] {
  const name = 'attn_type_list';
  const list = fields.wholePerLayer(name, layers, { least: 0, most: 1 });
  if (!list)
    return refuse(
      name,
      `${name} is ${valueText(list)}: it says which layers are softmax attention, and nothing else does.`,
    );
  return list.map((type) => (type === 1 ? 'full' : 'state'));
}

const PATTERN_LETTERS: Readonly<Record<string, ListedKind>> = { '*': 'full', M: 'state', '-': 'state', E: 'state' };
const BLOCK_TYPES = { attention: 'full', mamba: 'state', mlp: 'state', moe: 'state' } as const;

/** Returns Nemotron-H's sizes. Its newest files have no number of layers: it is the length of the list. */
function nemotronH(fields: Fields): FamilyReading {
  const name = 'hybrid_override_pattern';
  const pattern = fields.value(name) ?? null;
  if (pattern !== null && typeof pattern !== 'string')
    refuse(name, `${name} is ${valueText(pattern)}, and has to be a text of letters.`);
  const letters = typeof pattern === 'string' ? pattern : null;
  const blocks = fields.list('layers_block_type');
  const layers = fields.oneOf(LAYER_NAMES, LAYER_COUNT)?.value ?? letters?.length ?? blocks?.length;
  if (!layers)
    return refuse(name, `${name} is ${valueText(pattern)}: it says what each layer is, and nothing else does.`);
  if (layers > LAYER_COUNT.most) refuse(name, `${name} has ${layers} letters, more layers than any model has.`);
  if (letters !== null && letters.length !== layers)
    refuse(name, `${name} has ${letters.length} letters, but the model has ${layers} layers (num_hidden_layers).`);
  const lettered = letters === null ? null : [...letters].map((letter, index) => kindOfLetter(name, letter, index));
  const listed = listedKinds(fields, 'layers_block_type', layers, BLOCK_TYPES) ?? null;
  if (lettered && listed && lettered.join() !== listed.join())
    refuse(name, `${name} and layers_block_type do not name the same layers.`);
  const kinds = lettered ?? listed;
  if (!kinds)
    return refuse(name, `${name} is ${valueText(pattern)}: it says what each layer is, and nothing else does.`);
  return fullAndState(fields, kinds, (queryHeads) => ({
    width: headWidth(fields, queryHeads, ['head_dim', 'attention_head_dim'], 128),
    kvHeads: kvHeadCount(fields, queryHeads, 8),
  }));
}

function kindOfLetter(name: string, letter: string, index: number): ListedKind {
  const kind = Object.hasOwn(PATTERN_LETTERS, letter) ? PATTERN_LETTERS[letter] : undefined;
  return (
    kind ??
    refuse(name, `Letter ${index + 1} of ${name} is ${valueText(letter)}, a kind of layer that is not known here.`)
  );
}

/** Returns Zamba2's sizes: its attention sees the layer's input and the embedding side by side, so heads are twice as wide. */
function zamba2(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const types = { ...HYBRID_TYPES, hybrid: 'full' } as const;
  const listed =
    listedKinds(fields, 'layers_block_type', layers, types) ?? listedKinds(fields, 'layer_types', layers, types);
  const name = 'hybrid_layer_ids';
  const ids = fields.layerNumbers(name, layers);
  const byId = ids && Array.from({ length: layers }, (_, index): ListedKind => (ids.has(index) ? 'full' : 'state'));
  if (listed && byId && listed.join() !== byId.join())
    refuse(name, `${name} and layers_block_type do not name the same layers.`);
  const kinds =
    listed ??
    byId ??
    refuse(name, `${name} is ${valueText(ids)}: it says which layers have attention, and nothing else does.`);
  return fullAndState(fields, kinds, (queryHeads) => {
    const width = dividedWidth(fields, queryHeads, 'attention_head_dim', 2);
    if (fields.value('attention_head_dim') !== width)
      fields.ignore('attention_head_dim', 'a head is 2 times hidden_size over num_attention_heads wide');
    return { width, kvHeads: kvHeadCount(fields, queryHeads, 'heads') };
  });
}

/** Returns Falcon-H1's sizes: every layer has attention and, beside it, a state. */
function falconH1(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  fields.note(
    'state-and-attention-in-every-layer',
    null,
    'Every layer has attention and, beside it, a state of fixed size: the cache counts all layers, and the state comes on top.',
  );
  const reading = fullAndState(fields, Array(layers).fill('full'), (queryHeads) => ({
    width: headWidth(fields, queryHeads),
    kvHeads: kvHeadCount(fields, queryHeads, 8),
  }));
  return { ...reading, kind: 'hybrid' };
}

/** Returns RecurrentGemma's sizes: kinds of layers that are repeated, attention among them, windowed and with one KV head. */
function recurrentGemma(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const name = fields.has('block_types') && !fields.has('_block_types') ? 'block_types' : '_block_types';
  const types = fields.list(name) ?? defaultBlockTypes(fields, name);
  if (types.length === 0) refuse(name, `${name} is an empty list.`);
  const repeated = types.map((type, index) => {
    if (type === 'recurrent' || type === 'attention') return type;
    return refuse(name, `Entry ${index} of ${name} is ${valueText(type)}, and has to be “recurrent” or “attention”.`);
  });
  const window = fields.whole('attention_window_size', TOKEN_COUNT) ?? fields.assume('attention_window_size', 2048);
  const headDim = fields.whole('head_dim', HEAD_WIDTH) ?? dividedWidth(fields, queryHeads, 'head_dim');
  const kvHeads = kvHeadCount(fields, queryHeads, 1);
  return {
    layers: Array.from({ length: layers }, (_, index) =>
      repeated[index % repeated.length] === 'recurrent'
        ? emptyLayer('state')
        : { kind: 'sliding', kvHeads, headDimK: headDim, headDimV: headDim, window },
    ),
    queryHeads,
    dModel: modelWidth(fields),
  };
}

function defaultBlockTypes(fields: Fields, name: string): readonly unknown[] {
  fields.assume(name, 'recurrent, recurrent, attention');
  return ['recurrent', 'recurrent', 'attention'];
}
