import type { FamilyReading } from './familyRule.ts';
import type { Fields } from './fields.ts';
import { isWhole, type Limits } from './limits.ts';

/** Parameters of the whole model, and those that one token passes through if they are fewer. */
export interface ParameterCount {
  readonly parameters: number | null;
  readonly activeParameters: number | null;
}

/** Parts of a layer in families whose parameters follow from the file: attention, a gated MLP or experts, and norms. */
interface Parts {
  /** Biases of Q, K and V; of the output, too; or as `attention_bias` says, for all four. */
  readonly biases?: 'qkv' | 'as the file says';
  /** True when queries and keys of each head are normalised, by one vector each. */
  readonly hasHeadNorms?: boolean;
  readonly hasMlpBias?: boolean;
  readonly experts?: { readonly count: string; readonly width: string };
}

const SIZE: Limits = { least: 1, most: 10_000_000 };
const NOT_KNOWN: ParameterCount = { parameters: null, activeParameters: null };

/** Source: the modules of these families in transformers, whose weights these are one by one. */
const PARTS: Readonly<Record<string, Parts>> = {
  llama: { biases: 'as the file says', hasMlpBias: true },
  granite: { biases: 'as the file says', hasMlpBias: true },
  mistral: {},
  phi3: {},
  qwen2: { biases: 'qkv' },
  qwen3: { biases: 'as the file says', hasHeadNorms: true },
  mixtral: { experts: { count: 'num_local_experts', width: 'intermediate_size' } },
  qwen3_moe: {
    biases: 'as the file says',
    hasHeadNorms: true,
    experts: { count: 'num_experts', width: 'moe_intermediate_size' },
  },
};

/** Returns exact numbers of parameters; null if no formula is exact for this file. They are not guessed. */
export function parameterCount(fields: Fields, reading: FamilyReading | null): ParameterCount {
  if (reading === null) return NOT_KNOWN;
  const parts = Object.hasOwn(PARTS, fields.family) ? PARTS[fields.family] : undefined;
  const [layer] = reading.layers;
  const { dModel, queryHeads } = reading;
  const vocabulary = size(fields, 'vocab_size');
  const isTied = fields.value('tie_word_embeddings');
  const mlp = parts && dModel ? mlpOf(fields, parts, dModel) : null;
  if (!parts || !layer || !mlp || !dModel || !vocabulary || typeof queryHeads !== 'number') return NOT_KNOWN;
  if (typeof isTied !== 'boolean' || reading.layers.some(({ kvHeads }) => kvHeads !== layer.kvHeads)) return NOT_KNOWN;

  const widthQ = queryHeads * layer.headDimK;
  const widthKv = layer.kvHeads * layer.headDimK;
  const hasAll = parts.biases === 'as the file says' && fields.value('attention_bias') === true;
  const biases = (hasAll || parts.biases === 'qkv' ? widthQ + 2 * widthKv : 0) + (hasAll ? dModel : 0);
  const attention = 2 * dModel * (widthQ + widthKv) + biases;
  const norms = 2 * dModel + (parts.hasHeadNorms ? 2 * layer.headDimK : 0);
  const embeddings = vocabulary * dModel * (isTied ? 1 : 2);
  const total = (perLayer: number) => {
    const count = embeddings + reading.layers.length * (attention + norms + perLayer) + dModel;
    return Number.isSafeInteger(count) ? count : null;
  };
  return {
    parameters: total(mlp.all),
    activeParameters: mlp.active === mlp.all ? null : total(mlp.active),
  };
}

/** Returns the parameters of a layer's MLP or experts: all, and those that one token passes through. */
function mlpOf(fields: Fields, { experts, hasMlpBias }: Parts, dModel: number): { all: number; active: number } | null {
  if (!experts) {
    const width = size(fields, 'intermediate_size');
    const biases = hasMlpBias && fields.value('mlp_bias') === true ? 2 * (width ?? 0) + dModel : 0;
    const all = 3 * dModel * (width ?? 0) + biases;
    return width ? { all, active: all } : null;
  }
  const [count, width] = [size(fields, experts.count), size(fields, experts.width)];
  const chosen = size(fields, 'num_experts_per_tok');
  if (!count || !width || !chosen || chosen > count || !hasExpertsEverywhere(fields)) return null;
  const [router, expert] = [dModel * count, 3 * dModel * width];
  return { all: router + count * expert, active: router + chosen * expert };
}

/** True when no layer has a plain MLP in place of experts. */
function hasExpertsEverywhere(fields: Fields): boolean {
  const [dense, step] = [fields.value('mlp_only_layers'), fields.value('decoder_sparse_step')];
  const hasNoDense = dense === undefined || (Array.isArray(dense) && dense.length === 0);
  return hasNoDense && (step === undefined || step === 1);
}

function size(fields: Fields, name: string): number | null {
  const value = fields.value(name);
  return isWhole(value, SIZE) ? value : null;
}
