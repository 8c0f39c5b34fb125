import type { FamilyReading, FamilyRule } from '../familyRule.ts';
import type { Fields } from '../fields.ts';
import { dividing, headWidth, kvHeadCount, layerCount, modelWidth, queryHeadCount } from '../heads.ts';
import { emptyLayer } from '../layers.ts';
import { ATTENTION_TYPES, everyNth, ignoreUnlessSame, type ListedKind, listedKinds } from '../layerTypes.ts';
import { HEAD_COUNT, HEAD_WIDTH, TOKEN_COUNT } from '../limits.ts';
import { refuse } from '../refused.ts';
import { valueText } from '../valueText.ts';
import { slidingWindow, windowedLayers, withWindow } from './windows.ts';

/** Heads of a layer, as K and V see them. */
interface Heads {
  readonly kvHeads: number;
  readonly headDimK: number;
  readonly headDimV: number;
}

/**
 * Decoders whose windowed layers differ from their full ones in more than the window.
 * Source: transformers gemma3n @0185480 [T2], gemma4 and llama4 @008e574 [T1]; vLLM `model_arch_config_convertor.py` @00bb6f5 [V1].
 */
export const TWO_HEAD_SIZES: Readonly<Record<string, FamilyRule>> = {
  gemma3n: (fields) => gemma(fields, { kvHeads: 2, n: 5, shared: 15, fullHeads: (_, heads) => heads }),
  gemma4: (fields) => gemma(fields, { kvHeads: 4, n: 6, shared: 0, fullHeads: gemma4FullHeads }),
  llama4,
  mimo_v2_flash: mimoV2,
  mimo_v2: mimoV2,
  step3p5,
  step3p7: step3p5,
  step3: () =>
    refuse(
      'model_type',
      'The model_type is “step3”, which factorises what it caches (share_q_dim): its cache is not computed here.',
    ),
};

interface GemmaTraits {
  readonly kvHeads: number;
  readonly n: number;
  /** Layers at the end without a cache of their own, if the file does not say how many. */
  readonly shared: number;
  readonly fullHeads: (fields: Fields, heads: Heads, queryHeads: number) => Heads;
}

/** Returns the sizes of a Gemma whose last layers read the cache of earlier ones. */
function gemma(fields: Fields, { kvHeads, n, shared, fullHeads }: GemmaTraits): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const width = headWidth(fields, queryHeads, ['head_dim'], 256);
  const heads = { kvHeads: kvHeadCount(fields, queryHeads, kvHeads), headDimK: width, headDimV: width };
  const ofFull = fullHeads(fields, heads, queryHeads);
  const name = 'num_kv_shared_layers';
  // All of them in a draft model, which reads the cache of the model that it drafts for.
  const given = fields.whole(name, { least: 0, most: layers });
  const last = given ?? (given === null ? 0 : fields.assume(name, Math.min(shared, layers - 1)));
  const kinds = windowedLayers(fields, layers, { on: 'all but every nth', n, window: 512 });
  return {
    layers: kinds.map((layer, index) => {
      if (index >= layers - last) return emptyLayer('shared');
      return { ...layer, ...(layer.kind === 'full' ? ofFull : heads) };
    }),
    queryHeads,
    dModel: modelWidth(fields),
  };
}

/** Returns the heads of Gemma 4's full layers: wider, and fewer where K and V have equal values, which engines store twice all the same. */
function gemma4FullHeads(fields: Fields, heads: Heads, queryHeads: number): Heads {
  const width = fields.whole('global_head_dim', HEAD_WIDTH);
  const headDim = width === undefined ? fields.assume('global_head_dim', 512) : (width ?? heads.headDimK);
  const isEqual = fields.flag('attention_k_eq_v') ?? false;
  const name = 'num_global_key_value_heads';
  const global = fields.whole(name, HEAD_COUNT);
  if (isEqual)
    fields.note(
      'k-eq-v',
      'attention_k_eq_v',
      'attention_k_eq_v is true: K and V of the full layers have equal values. vLLM and llama.cpp still store both, and so both are counted.',
    );
  else fields.ignore(name, 'it counts only if attention_k_eq_v is true');
  const kvHeads = isEqual && global ? dividing(fields, name, global, queryHeads) : heads.kvHeads;
  return { kvHeads, headDimK: headDim, headDimV: headDim };
}

/** Returns the sizes of Llama 4: layers with rope attend within a chunk, every fourth one has no rope and attends to everything. */
function llama4(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const width = headWidth(fields, queryHeads);
  const kvHeads = kvHeadCount(fields, queryHeads, 8);
  const kinds = llama4Kinds(fields, layers);
  const given = fields.whole('attention_chunk_size', TOKEN_COUNT);
  const chunk = given === undefined ? fields.assume('attention_chunk_size', 8192) : given;
  if (chunk === null)
    fields.note('ignored', 'attention_chunk_size', 'attention_chunk_size is null: every layer attends to every token.');
  const counted = chunk === null ? kinds.map(() => 'full' as const) : kinds;
  return {
    layers: withWindow(counted, null, chunk).map((layer) => ({ ...layer, kvHeads, headDimK: width, headDimV: width })),
    queryHeads,
    dModel: modelWidth(fields),
  };
}

function llama4Kinds(fields: Fields, layers: number): readonly ListedKind[] {
  const types = { full_attention: 'full', chunked_attention: 'chunked' } as const;
  const listed = listedKinds(fields, 'layer_types', layers, types);
  // An empty list stands for the default in files of this family.
  const isListed = fields.has('no_rope_layers') && fields.list('no_rope_layers')?.length !== 0;
  if (listed) {
    if (isListed)
      ignoreUnlessSame(fields, 'no_rope_layers', listed, 'layer_types', ropeKinds(fields.value('no_rope_layers')));
    return listed;
  }
  if (isListed) {
    fields.wholePerLayer('no_rope_layers', layers, { least: 0, most: 1 });
    return ropeKinds(fields.value('no_rope_layers')) ?? [];
  }
  const name = 'no_rope_layer_interval';
  const interval = fields.whole(name, { least: 1, most: layers }) ?? fields.assume(name, 4);
  return everyNth(layers, interval, 'chunked');
}

/** Returns kinds out of Llama 4's list, in which 1 stands for a layer that has rope; null if it is another kind of list. */
function ropeKinds(list: unknown): ListedKind[] | null {
  if (!Array.isArray(list) || !list.every((entry) => entry === 0 || entry === 1)) return null;
  return list.map((hasRope) => (hasRope === 1 ? 'chunked' : 'full'));
}

/** Returns the sizes of MiMo-V2: heads of windowed layers have sizes of their own, and those of K and V differ. */
function mimoV2(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const name = 'hybrid_layer_pattern';
  const pattern = fields.wholePerLayer(name, layers, { least: 0, most: 1 });
  if (!pattern)
    return refuse(name, `${name} is ${valueText(pattern)}: it says which layers are windowed, and nothing else does.`);
  fields.ignore('attention_chunk_size', `${fields.family} does not attend in chunks`);
  const headDimK = headWidth(fields, queryHeads, ['head_dim'], 192);
  const headDimV = fields.whole('v_head_dim', HEAD_WIDTH) ?? fields.assume('v_head_dim', 128);
  const full = { kvHeads: kvHeadCount(fields, queryHeads, 'heads'), headDimK, headDimV };
  const isWindowed = pattern.includes(1);
  const window = isWindowed ? windowOfMimo(fields) : null;
  const windowed = isWindowed ? windowedHeads(fields, full, queryHeads) : full;
  const swaQueryHeads = fields.whole('swa_num_attention_heads', HEAD_COUNT) ?? queryHeads;
  return {
    layers: withWindow(
      pattern.map((isOn) => (isOn === 1 ? 'sliding' : 'full')),
      window,
    ).map((layer) => ({ ...layer, ...(layer.kind === 'sliding' ? windowed : full) })),
    queryHeads:
      swaQueryHeads === queryHeads ? queryHeads : pattern.map((isOn) => (isOn === 1 ? swaQueryHeads : queryHeads)),
    dModel: modelWidth(fields),
  };
}

function windowOfMimo(fields: Fields): number {
  return fields.needed(['sliding_window', 'sliding_window_size'], TOKEN_COUNT);
}

function windowedHeads(fields: Fields, full: Heads, queryHeads: number): Heads {
  const size = (name: string, otherwise: number, meaning: string) =>
    fields.whole(name, HEAD_WIDTH) ?? fields.assume(name, otherwise, meaning);
  const name = 'swa_num_key_value_heads';
  const swaQueryHeads = fields.whole('swa_num_attention_heads', HEAD_COUNT) ?? queryHeads;
  return {
    kvHeads: dividing(fields, name, fields.needed([name], HEAD_COUNT), swaQueryHeads),
    headDimK: size('swa_head_dim', full.headDimK, 'as in the full layers'),
    headDimV: size('swa_v_head_dim', full.headDimV, 'as in the full layers'),
  };
}

/** Returns the sizes of Step 3.5 and later, whose windowed layers may have heads of their own. */
function step3p5(fields: Fields): FamilyReading {
  const layers = layerCount(fields);
  const queryHeads = queryHeadCount(fields);
  const listed = listedKinds(fields, 'layer_types', layers, ATTENTION_TYPES);
  if (!listed)
    return refuse(
      'layer_types',
      `layer_types is ${valueText(listed)}: it says which layers are windowed, and nothing else does.`,
    );
  const kvNames = ['num_key_value_heads', 'num_attention_groups'];
  const width = headWidth(fields, queryHeads);
  const full = { kvHeads: kvHeadCount(fields, queryHeads, 'heads', kvNames), headDimK: width, headDimV: width };
  const other = fields.object('attention_other_setting');
  const swaQueryHeads = other?.whole('num_attention_heads', HEAD_COUNT) ?? queryHeads;
  const swaWidth = other?.whole('head_dim', HEAD_WIDTH) ?? width;
  const swaKvHeads = other?.oneOf(kvNames, HEAD_COUNT);
  const windowed = {
    kvHeads: swaKvHeads?.value ? dividing(fields, swaKvHeads.name, swaKvHeads.value, swaQueryHeads) : full.kvHeads,
    headDimK: swaWidth,
    headDimV: swaWidth,
  };
  const window = listed.includes('sliding') ? slidingWindow(fields, null) : null;
  if (listed.includes('sliding') && window === null)
    refuse(
      'sliding_window',
      `sliding_window is ${valueText(fields.value('sliding_window'))}, but layer_types names windowed layers.`,
    );
  return {
    layers: withWindow(listed, window).map((layer) => ({ ...layer, ...(layer.kind === 'sliding' ? windowed : full) })),
    queryHeads:
      swaQueryHeads === queryHeads
        ? queryHeads
        : listed.map((kind) => (kind === 'sliding' ? swaQueryHeads : queryHeads)),
    dModel: modelWidth(fields),
  };
}
