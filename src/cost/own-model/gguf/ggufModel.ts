import type { CostModel } from '../../../attention/cost/cachedLayers.ts';
import { formatCount } from '../../../attention/numbers/format.ts';
import { emptyLayer, groupedLayers, type Layer } from '../../../catalog/config/layers.ts';
import { quoted } from '../../../errors/quoted.ts';
import { NotRead } from '../NotRead.ts';
import { elementsOf, mainType, type TensorEntry } from '../tensors/tensorEntry.ts';
import { type GgufDefault, GgufFields } from './GgufFields.ts';
import type { GgufHeader } from './ggufHeader.ts';
import { type Windows, windowsOf } from './windowRules.ts';

export interface GgufModel {
  readonly model: CostModel;
  readonly notes: readonly string[];
  readonly defaults: readonly GgufDefault[];
}

const [MOST_LAYERS, MOST_HEADS, MOST_WIDTH, MOST_TOKENS] = [10_000, 10_000, 65_536, 1e9];
/** What they keep besides, or instead, is not described by the fields that are read here. */
const NOT_READ: Readonly<Record<string, string>> = {
  deepseek4: 'it keeps compressed caches',
  t5: 'it has an encoder and a decoder',
};
/** Encoders whose files do not say that they are. */
const ENCODERS = ['t5encoder', 'gemma-embedding'];
/** Layers that attend are one of so many. Source: llama.cpp, `full_attention_interval` and its default. */
const WITH_INTERVAL = ['qwen3next', 'qwen35', 'qwen35moe'];
const INTERVAL = 4;
/** Names of tensors of a state: of Mamba, of a convolution, of RWKV. */
const STATES = ['ssm_', 'shortconv', 'time_mix'];

/** Returns the model that a GGUF file describes. Throws a sentence that names the field and its value if it cannot be read. */
export function ggufModel(header: GgufHeader): GgufModel {
  const fields = new GgufFields(header);
  const { architecture } = fields;
  const unread = Object.hasOwn(NOT_READ, architecture) ? NOT_READ[architecture] : undefined;
  if (unread)
    throw new NotRead(`general.architecture is “${quoted(architecture)}”: ${unread}, which config.json describes.`);
  const blocks = fields.needed('block_count', MOST_LAYERS);
  const ahead = fields.whole('nextn_predict_layers', blocks - 1, 0) ?? 0;
  const count = blocks - ahead;
  if (ahead > 0)
    fields.notes.push(
      `${fields.path('nextn_predict_layers')} is ${ahead}: ${ahead} of ${blocks} layers only predict tokens ahead, and are not counted.`,
    );
  const dModel = fields.needed('embedding_length', 10_000_000);
  const heads = fields.perLayer('attention.head_count', count, MOST_HEADS);
  const isPart = typeof fields.general('split.count') === 'number' && (fields.general('split.count') as number) > 1;
  const tensors = isPart ? [] : header.tensors;
  if (isPart)
    fields.notes.push(
      `split.count is ${fields.general('split.count')}: the file is a part of a model, so that parameters are not counted.`,
    );
  const { kind, layers } = planLayers(fields, count, dModel, heads, tensors);
  const queryHeads = [...new Set((heads ?? []).filter((number) => number > 0))];
  const { parameters, activeParameters } = parametersOf(fields, tensors);
  const name = fields.general('general.name');
  return {
    model: {
      name: (typeof name === 'string' && quoted(name.trim())) || quoted(architecture),
      plan: { kind, layers: groupedLayers(layers), crossAttention: null, indexer: null },
      dModel,
      queryHeads: queryHeads.length === 1 ? (queryHeads[0] ?? null) : null,
      parameters,
      activeParameters,
      maxContext: fields.whole('context_length', MOST_TOKENS) ?? null,
      nativeDtype: dtypeOf(mainType(tensors)),
    },
    notes: fields.notes,
    defaults: fields.defaults,
  };
}

interface PlanLayers {
  readonly kind: CostModel['plan']['kind'];
  readonly layers: readonly Layer[];
}

function planLayers(
  fields: GgufFields,
  count: number,
  dModel: number,
  heads: readonly number[] | undefined,
  tensors: readonly TensorEntry[],
): PlanLayers {
  if (fields.value('attention.causal') === false || ENCODERS.includes(fields.architecture))
    return { kind: 'encoder-only', layers: [] };
  const names = new Set(tensors.map(({ name }) => name));
  if (!heads || heads.every((number) => number === 0)) {
    if (!heads && !fieldsOfStates(fields)) fields.needed('attention.head_count', MOST_HEADS);
    return { kind: 'attention-free', layers: Array.from({ length: count }, () => emptyLayer('state')) };
  }
  const most = Math.max(...heads);
  const kvHeads = fields.perLayer('attention.head_count_kv', count, MOST_HEADS) ?? likeHeads(fields, heads);
  const width = (name: string, instead: () => number) => fields.whole(name, MOST_WIDTH) ?? instead();
  const mla = mlaWidth(fields);
  const headDim = () => {
    if (dModel % most !== 0)
      throw new NotRead(
        `${fields.path('attention.key_length')} is missing, and ${most} heads do not divide ${fields.path('embedding_length')}, which is ${formatCount(dModel)}.`,
      );
    return dModel / most;
  };
  const byDefault = (name: string) => () => fields.assume(name, headDim(), 'embedding_length ÷ attention.head_count');
  const keyWidth = mla === null ? width('attention.key_length', byDefault('attention.key_length')) : 0;
  const valueWidth = mla === null ? width('attention.value_length', byDefault('attention.value_length')) : 0;
  const windows = windowsOf(fields, count);
  const shared = fields.whole('attention.shared_kv_layers', count - 1, 0) ?? 0;
  const layers = Array.from({ length: count }, (_, index): Layer => {
    const number = kvHeads[index] ?? 0;
    if (number === 0 || isBetween(fields, index)) return restingLayer(names, index);
    if (index >= count - shared) return emptyLayer('shared');
    if (mla !== null) return { kind: 'mla', kvHeads: 1, headDimK: mla, headDimV: 0, window: null };
    return attending(fields, windows, index, { kvHeads: number, headDimK: keyWidth, headDimV: valueWidth });
  });
  for (const [index, layer] of layers.entries()) checkShape(tensors, index, layer);
  remark(fields, layers, names);
  return { kind: layers.some(({ kind }) => kind === 'state') ? 'hybrid' : 'decoder', layers };
}

/** Width of MLA's latent and rope values; null if the model keeps K and V. */
function mlaWidth(fields: GgufFields): number | null {
  const latent = fields.whole('attention.kv_lora_rank', MOST_WIDTH, 0) ?? 0;
  if (latent === 0) return null;
  const rope = fields.needed('rope.dimension_count', MOST_WIDTH);
  fields.notes.push(
    `${fields.path('attention.kv_lora_rank')} is ${latent}: each token has one vector of latent and rope values a layer (${latent} + ${rope}).`,
  );
  if (fields.value('attention.key_length_mla') === undefined)
    fields.notes.push(
      'The file was made before llama.cpp kept the latent: there K and V of all heads are kept, which takes far more.',
    );
  if (fields.value('attention.indexer.key_length') !== undefined)
    fields.notes.push(
      `${fields.path('attention.indexer.key_length')} is ${fields.value('attention.indexer.key_length')}: the keys of the sparse attention’s index are not counted.`,
    );
  return latent + rope;
}

function attending(
  fields: GgufFields,
  windows: Windows | null,
  index: number,
  heads: Pick<Layer, 'kvHeads' | 'headDimK' | 'headDimV'>,
): Layer {
  if (!windows?.layers[index]) return { kind: 'full', ...heads, window: null };
  const keyWidth = fields.whole('attention.key_length_swa', MOST_WIDTH) ?? heads.headDimK;
  const valueWidth = fields.whole('attention.value_length_swa', MOST_WIDTH) ?? heads.headDimV;
  return {
    kind: windows.kind,
    kvHeads: heads.kvHeads,
    headDimK: keyWidth,
    headDimV: valueWidth,
    window: windows.tokens,
  };
}

function likeHeads(fields: GgufFields, heads: readonly number[]): readonly number[] {
  fields.assume('attention.head_count_kv', Math.max(...heads), 'as many as attention.head_count');
  return heads;
}

/** True for a layer of linear attention between two that attend. */
function isBetween(fields: GgufFields, index: number): boolean {
  if (!WITH_INTERVAL.includes(fields.architecture)) return false;
  return (index + 1) % (fields.whole('full_attention_interval', MOST_LAYERS) ?? INTERVAL) !== 0;
}

/** A layer that keeps no K and V: it keeps a state, unless its tensors are known, and none of them is of one. */
function restingLayer(names: ReadonlySet<string>, index: number): Layer {
  const isState = (name: string) => STATES.some((part) => name.startsWith(`blk.${index}.${part}`));
  return emptyLayer(names.size === 0 || [...names].some(isState) ? 'state' : 'none');
}

function fieldsOfStates(fields: GgufFields): boolean {
  return ['ssm.state_size', 'ssm.conv_kernel', 'wkv.head_size'].some((name) => fields.value(name) !== undefined);
}

/** Refuses fields that the tensors contradict. */
function checkShape(tensors: readonly TensorEntry[], index: number, layer: Layer): void {
  if (layer.kind !== 'full' && layer.kind !== 'sliding' && layer.kind !== 'chunked') return;
  for (const [part, width] of [
    ['k', layer.headDimK],
    ['v', layer.headDimV],
  ] as const) {
    const name = `blk.${index}.attn_${part}.weight`;
    const rows = tensors.find((tensor) => tensor.name === name)?.shape?.[0];
    if (rows !== undefined && rows !== layer.kvHeads * width)
      throw new NotRead(
        `${name} has ${formatCount(rows)} rows, but the file’s fields say ${formatCount(layer.kvHeads)} KV heads of ${formatCount(width)}.`,
      );
  }
}

function remark(fields: GgufFields, layers: readonly Layer[], names: ReadonlySet<string>): void {
  const states = layers.filter(({ kind }) => kind === 'state').length;
  if (states > 0)
    fields.notes.push(
      `${states} of ${layers.length} layers keep a state of fixed size in place of K and V; the state is not counted.`,
    );
  else if ([...names].some((name) => /^blk\.\d+\.ssm_/.test(name)))
    fields.notes.push('Its layers keep a state of fixed size beside K and V; the state is not counted.');
  const shared = layers.filter(({ kind }) => kind === 'shared').length;
  if (shared > 0)
    fields.notes.push(
      `The last ${shared} of ${layers.length} layers read an earlier layer’s K and V and keep none of their own.`,
    );
}

function parametersOf(
  fields: GgufFields,
  tensors: readonly TensorEntry[],
): Pick<CostModel, 'parameters' | 'activeParameters'> {
  if (tensors.length === 0) return { parameters: null, activeParameters: null };
  const sum = (some: readonly TensorEntry[]) => some.reduce((total, tensor) => total + (elementsOf(tensor) ?? 0), 0);
  const parameters = sum(tensors);
  const experts = fields.whole('expert_count', 100_000, 0) ?? 0;
  const used = experts > 0 ? fields.whole('expert_used_count', experts) : undefined;
  const ofExperts = sum(tensors.filter(({ name }) => /_exps\./.test(name)));
  const activeParameters = used === undefined ? null : parameters - ofExperts + (ofExperts / experts) * used;
  return { parameters, activeParameters: Number.isInteger(activeParameters) ? activeParameters : null };
}

/** Words for the type of the weights, as for those of config.json. */
function dtypeOf(type: string | null): string | null {
  const plain: Readonly<Record<string, string>> = { F32: 'fp32', F16: 'fp16', BF16: 'bf16', MXFP4: 'mxfp4' };
  if (type === null) return null;
  const bits = /^I?Q([48])_/.exec(type)?.[1];
  return plain[type] ?? (bits ? `int${bits} (${type})` : `quantised (${type})`);
}
