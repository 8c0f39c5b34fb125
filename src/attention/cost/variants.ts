import { keepsText } from './cacheBytes.ts';
import type { CachedLayers, CachePlan, CostModel } from './cachedLayers.ts';
import { checkHeads } from './costInput.ts';
import { known, type Outcome, refused } from './outcome.ts';

/** Widths of each query head's own key and value in an MLA layer, as decompressed: DeepSeek-V3's are 192 and 128. */
export interface HeadWidths {
  readonly headDimK: number;
  readonly headDimV: number;
}

/**
 * Weights of the attention that keeps K and V, of the text and of a source, by projection. Left out: biases, norms, and layers
 * that keep nothing (states, an encoder, and those that read another layer's K and V, whose W_Q and W_O a plan does not know).
 */
export interface AttentionWeightCounts {
  readonly q: bigint;
  readonly k: bigint;
  readonly v: bigint;
  readonly o: bigint;
  readonly total: bigint;
}

/** A model with the KV heads it was published with, or with others. What is not known is null. */
export interface Variant {
  readonly model: CostModel;
  /** KV heads of every layer that keeps K and V; null as published. */
  readonly kvHeads: number | null;
  readonly attention: AttentionWeightCounts | null;
  /** Parameters that it has more than the published model; negative if fewer. */
  readonly parametersChange: bigint | null;
  /** Attention's share of the whole model's parameters, 0 … 1. */
  readonly attentionShare: number | null;
}

/** KV heads of all layers that keep K and V; null if they differ, if there are none, or if one keeps a latent instead. */
export function publishedKvHeads({ layers }: CachePlan): number | null {
  const counts = new Set(layers.filter(keepsText).map(({ kind, kvHeads }) => (kind === 'mla' ? null : kvHeads)));
  const [only] = counts;
  return counts.size === 1 && only !== undefined ? only : null;
}

/** "MHA", "GQA-8", "MQA": one function with one number, and its names. A single query head is MHA. */
export function variantName(queryHeads: number, kvHeads: number): string {
  if (kvHeads === queryHeads) return 'MHA';
  return kvHeads === 1 ? 'MQA' : `GQA-${kvHeads}`;
}

/**
 * Returns the plan with `kvHeads` in every layer that keeps K and V, of the text or of a source. An MLA layer becomes one that
 * keeps what its query heads decompress the latent to, with that many KV heads.
 *
 * @param widths of MLA's decompressed heads; without them such a plan is refused, as nothing in it says how wide they are
 */
export function planWithKvHeads(
  plan: CachePlan,
  queryHeads: number,
  kvHeads: number,
  widths: HeadWidths | null = null,
): Outcome<CachePlan> {
  const heads = checkHeads(queryHeads, kvHeads);
  if (!heads.ok) return heads;
  if (!plan.layers.some(keepsText) && !plan.crossAttention)
    return refused('No layer of this model keeps K and V, so that there are no KV heads to choose.');
  if (plan.layers.some(({ kind }) => kind === 'mla') && !widths)
    return refused(
      'The widths of the decompressed heads of its MLA layers are not known, so that K and V cannot be counted.',
    );
  const withHeads = (run: CachedLayers): CachedLayers => {
    if (run.kind === 'mla' && widths) return { ...run, ...widths, kind: 'full', kvHeads };
    return keepsText(run) ? { ...run, kvHeads } : run;
  };
  const crossAttention = plan.crossAttention && { ...plan.crossAttention, kvHeads };
  return known({ ...plan, layers: plan.layers.map(withHeads), crossAttention });
}

/** Counts W_Q, W_K, W_V and W_O of a plan: d_model × heads · width each, query heads for Q and O, KV heads for K and V. */
export function attentionWeightCounts(
  plan: CachePlan,
  { dModel, queryHeads }: Pick<CostModel, 'dModel' | 'queryHeads'>,
): Outcome<AttentionWeightCounts> {
  if (dModel === null || queryHeads === null)
    return refused(`${dModel === null ? 'd_model' : 'The number of query heads'} is not known.`);
  if (plan.layers.some(({ kind }) => kind === 'mla'))
    return refused('The projections of MLA are of other shapes, which a cache does not show.');
  const { crossAttention } = plan;
  const cross = crossAttention && {
    count: crossAttention.layers,
    kvHeads: crossAttention.kvHeads,
    headDimK: crossAttention.headDim,
    headDimV: crossAttention.headDim,
  };
  const runs = [...plan.layers.filter(keepsText), ...(cross ? [cross] : [])];
  const sum = (columns: (run: (typeof runs)[number]) => number) =>
    runs.reduce((total, run) => total + BigInt(run.count) * BigInt(dModel) * BigInt(columns(run)), 0n);
  const q = sum(({ headDimK }) => queryHeads * headDimK);
  const k = sum(({ kvHeads, headDimK }) => kvHeads * headDimK);
  const v = sum(({ kvHeads, headDimV }) => kvHeads * headDimV);
  const o = sum(({ headDimV }) => queryHeads * headDimV);
  return known({ q, k, v, o, total: q + k + v + o });
}

/**
 * Returns the model with `kvHeads` in every layer that keeps K and V, its parameters changed by what W_K and W_V grow or shrink;
 * as published if `kvHeads` is null.
 */
export function variantOf(
  model: CostModel,
  kvHeads: number | null,
  widths: HeadWidths | null = null,
): Outcome<Variant> {
  const published = valueIn(attentionWeightCounts(model.plan, model));
  if (kvHeads === null) return known(aVariant(model, null, published, published && 0n));
  if (model.queryHeads === null)
    return refused('The number of query heads is not known, so that it cannot be said which KV heads divide them.');
  const plan = planWithKvHeads(model.plan, model.queryHeads, kvHeads, widths);
  if (!plan.ok) return plan;
  const attention = valueIn(attentionWeightCounts(plan.value, model));
  const change = attention && published ? attention.total - published.total : null;
  const changed = {
    ...model,
    plan: plan.value,
    parameters: plus(model.parameters, change),
    activeParameters: plus(model.activeParameters, change),
  };
  return known(aVariant(changed, kvHeads, attention, change));
}

function aVariant(
  model: CostModel,
  kvHeads: number | null,
  attention: AttentionWeightCounts | null,
  parametersChange: bigint | null,
): Variant {
  const share = attention && model.parameters ? Number(attention.total) / model.parameters : null;
  // More attention than model: the count of its parameters is of something else.
  return { model, kvHeads, attention, parametersChange, attentionShare: share !== null && share <= 1 ? share : null };
}

/** Null also if nothing would be left: a model is larger than its K and V projections. */
function plus(parameters: number | null, change: bigint | null): number | null {
  const sum = parameters === null || change === null ? 0 : parameters + Number(change);
  return sum > 0 ? sum : null;
}

function valueIn<Value>(outcome: Outcome<Value>): Value | null {
  return outcome.ok ? outcome.value : null;
}
