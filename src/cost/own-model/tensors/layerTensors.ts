import type { TensorEntry } from './tensorEntry.ts';

/** What a tensor of a layer is for. `fused` is Q, K and V in one matrix; `latent` is MLA's, which K and V are made from. */
type Role = 'q' | 'k' | 'v' | 'o' | 'fused' | 'latent' | 'headNorm' | 'sinks' | 'packed' | 'state';

/** A layer's tensors by what they are for, as far as that is known. */
export type LayerTensors = ReadonlyMap<Role, TensorEntry>;

/** Names of PyTorch's modules in the published families, ends of a tensor's name. */
const ROLES: readonly (readonly [role: Role, name: RegExp])[] = [
  ['packed', /(^|[._])(k_proj|qkv_proj|query_key_value|wk|Wqkv)\.(qweight|weight_packed|weight_scale_packed)$/],
  ['latent', /(^|\.)kv_a_proj_with_mqa\.weight$/],
  ['k', /(^|\.)(k_proj|k_lin|wk|key|attn_k)\.weight$/],
  ['v', /(^|\.)(v_proj|v_lin|wv|value|attn_v)\.weight$/],
  ['q', /(^|\.)(q_proj|q_lin|wq|query|attn_q)\.weight$/],
  ['fused', /(^|\.)(qkv_proj|query_key_value|c_attn|Wqkv|W_pack|qkv)\.weight$/],
  ['o', /(attn|attention)\.(o_proj|out_proj|dense|c_proj|wo)\.weight$/],
  ['headNorm', /(^|\.)(k_norm|q_norm|k_layernorm|q_layernorm|key_layernorm|query_layernorm)\.weight$/],
  ['sinks', /(^|\.)sinks$/],
  [
    'state',
    /(^|[._])(mamba|ssm|A_log|linear_attn|short_?conv|conv|conv1d|rg_lru|recurrent|time_mix|temporal_block)([._]|$)/,
  ],
];
const CROSS_ATTENTION = /(^|\.)(encoder_attn|cross_attn|crossattention|EncDecAttention)\./;
const LAYER = /^((?:.*?\.)?)(?:layers|layer|h|blocks|block|blk)\.(\d{1,5})\.(.+)$/;
/** Layers beside the language model's: of pictures and sound. */
const ASIDE = /vision|visual|image|audio|speech|mtp|draft/i;

/** Layers of the language model, by their number, and what else the names tell. */
export interface LayerStack {
  /** What the names of its tensors begin with: "model." */
  readonly prefix: string;
  readonly layers: ReadonlyMap<number, LayerTensors>;
  /** True when there are an encoder's layers and a decoder's. */
  readonly isEncoderDecoder: boolean;
  /** Name of a tensor of cross-attention; null if there is none. */
  readonly crossAttention: string | null;
  /** True when layers have experts. */
  readonly hasExperts: boolean;
}

/** Finds the language model's layers among the names of all tensors; null if no name has a layer's number. */
export function layerStack(entries: readonly TensorEntry[]): LayerStack | null {
  const stacks = new Map<string, Map<number, Map<Role, TensorEntry>>>();
  for (const entry of entries) {
    const [, prefix = '', number = '', rest = ''] = LAYER.exec(entry.name) ?? [];
    if (rest === '') continue;
    const layers = stacks.get(prefix) ?? new Map<number, Map<Role, TensorEntry>>();
    stacks.set(prefix, layers);
    const layer = layers.get(Number(number)) ?? new Map<Role, TensorEntry>();
    layers.set(Number(number), layer);
    for (const [role, name] of ROLES) if (name.test(rest) && !layer.has(role)) layer.set(role, entry);
  }
  const main = [...stacks].filter(([prefix]) => !ASIDE.test(prefix));
  const [largest] = (main.length > 0 ? main : [...stacks]).sort(([, a], [, b]) => b.size - a.size);
  if (!largest) return null;
  const [prefix, layers] = largest;
  const prefixes = main.map(([name]) => name);
  const isOf = (part: string) => prefixes.some((name) => new RegExp(`(^|\\.)${part}\\.`).test(name));
  return {
    prefix,
    layers,
    isEncoderDecoder: isOf('encoder') && isOf('decoder'),
    crossAttention: entries.find(({ name }) => name.startsWith(prefix) && CROSS_ATTENTION.test(name))?.name ?? null,
    hasExperts: entries.some(({ name }) => /\.experts?\.|_exps?\./.test(name)),
  };
}
