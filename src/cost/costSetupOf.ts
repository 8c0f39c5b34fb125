import { keepsText } from '../attention/cost/cacheBytes.ts';
import type { CachePlan, CostModel } from '../attention/cost/cachedLayers.ts';
import { type ElementType, weightBytesOf } from '../attention/cost/elementTypes.ts';
import type { Weights } from '../attention/cost/serving/remedies.ts';
import { publishedKvHeads, type Variant, variantName, variantOf } from '../attention/cost/variants.ts';
import { kvHeadChoices, nearestChoice } from '../attention/sharing.ts';
import { memoryOf } from '../catalog/gpus/capability.ts';
import type { GpuEntry } from '../catalog/gpus/gpuEntry.ts';
import { gpuById, gpuIdOf } from '../catalog/gpus/gpus.ts';
import { costModelOf } from '../catalog/models/cachePlan.ts';
import type { ModelEntry } from '../catalog/models/modelEntry.ts';
import { modelById, modelIdOf } from '../catalog/models/models.ts';
import { quoted } from '../errors/quoted.ts';
import type { CostChoice } from '../state/facts/cost/costChoice.ts';
import { DEFAULT_COST } from '../state/facts/cost/defaultCost.ts';
import { isOwnModel } from '../state/facts/cost/ownModel.ts';
import type { CostSetup, CostVariant } from './costSetup.ts';
import { weightTypeOf } from './weightTypeOf.ts';

/** A choice as it was read, and all that has to be said about the reading. */
export interface CostReading {
  readonly setup: CostSetup;
  /** Facts of the catalog about the model; null for one's own. */
  readonly entry: ModelEntry | null;
  /** Type in which the weights are counted. */
  readonly weightType: ElementType;
  /** Sentences about what was asked for and could not be taken. */
  readonly problems: readonly string[];
  /** Sentences about what was taken for what is not known. */
  readonly remarks: readonly string[];
}

/**
 * Returns what a choice stands for. A model or GPU that the catalog does not have is replaced by the usual one, and KV heads
 * that do not divide the query heads by the nearest that do; a sentence says so each time.
 */
export function costSetupOf(asked: CostChoice): CostReading {
  const problems: string[] = [];
  const own = ownOf(asked.own, problems);
  const entry = own ? null : entryOf(asked.model, problems);
  const known = own ?? costModelOf(entry ?? usualModel());
  const asksSource = known.plan.crossAttention?.sourceTokens === null;
  const model = asksSource ? withSource(known, asked.sourceTokens) : known;
  const gpu = gpuOf(asked.gpu, problems);
  const kvHeads = kvHeadsOf(asked.kvHeads, model, problems);
  const native = weightTypeOf(model.nativeDtype);
  const weightType = asked.weightType ?? native.type;
  const remarks = asked.weightType === null && native.remark !== null ? [native.remark] : [];
  const { variants, problem } = variantsOf(model, kvHeads, weightType);
  if (problem !== null) remarks.push(problem);
  if (model.parameters === null)
    remarks.push('How many parameters it has is not known: its weights are counted as 0 bytes.');
  return {
    setup: {
      choice: { ...asked, own, model: entry ? modelIdOf(entry) : asked.model, gpu: gpuIdOf(gpu), kvHeads },
      model,
      asksSource,
      // The catalog has MLA's latent, and not how wide the heads are that it is decompressed to.
      widths: null,
      gpu,
      memoryBytes: BigInt(memoryOf(gpu).bytes),
      format: { type: asked.cacheType },
      variants,
    },
    ...{ entry, weightType, problems, remarks },
  };
}

/** Returns a model whose cross-attention reads `tokens` of a source; 0 leaves that open. */
function withSource(model: CostModel, tokens: number): CostModel {
  const { crossAttention } = model.plan;
  if (crossAttention === null || tokens === 0) return model;
  return { ...model, plan: { ...model.plan, crossAttention: { ...crossAttention, sourceTokens: tokens } } };
}

function ownOf(own: CostModel | null, problems: string[]): CostModel | null {
  if (own === null || isOwnModel(own)) return own;
  problems.push(`“${quoted(own.name)}” has numbers that no model has: the model of the catalog is shown.`);
  return null;
}

function entryOf(id: string, problems: string[]): ModelEntry {
  const entry = modelById(id);
  if (entry) return entry;
  const usual = usualModel();
  problems.push(`The catalog has no model called “${quoted(id)}”: ${usual.name} is shown.`);
  return usual;
}

function usualModel(): ModelEntry {
  const usual = modelById(DEFAULT_COST.model);
  if (!usual) throw new Error(`The catalog lacks ${DEFAULT_COST.model}.`);
  return usual;
}

function gpuOf(id: string, problems: string[]): GpuEntry {
  const gpu = gpuById(id);
  if (gpu) return gpu;
  const usual = gpuById(DEFAULT_COST.gpu);
  if (!usual) throw new Error(`The catalog lacks ${DEFAULT_COST.gpu}.`);
  problems.push(`The catalog has no GPU called “${quoted(id)}”: ${usual.name} is shown.`);
  return usual;
}

/** KV heads that the slider can stand at: as asked for if they divide the query heads, else the nearest that do. */
function kvHeadsOf(asked: number, { name, queryHeads }: CostModel, problems: string[]): number {
  if (queryHeads === null) return asked;
  const nearest = nearestChoice(asked, kvHeadChoices(queryHeads));
  if (nearest !== asked)
    problems.push(`${asked} KV heads do not divide the ${queryHeads} query heads of ${name}: ${nearest} are shown.`);
  return nearest;
}

/** The published model first, then those with other KV heads that keep something else; `problem` says why there are none. */
function variantsOf(
  model: CostModel,
  kvHeads: number,
  type: ElementType,
): { variants: CostVariant[]; problem: string | null } {
  const published = variantOf(model, null);
  if (!published.ok) throw new Error(published.reason);
  const variants = [asCostVariant('as published', 'published', published.value, type)];
  const { queryHeads } = model;
  if (queryHeads === null || keepsNothing(model.plan)) return { variants, problem: null };
  for (const count of new Set([queryHeads, kvHeads, 1])) {
    const variant = variantOf(model, count);
    if (!variant.ok) return { variants, problem: `There is no variant with other KV heads. ${variant.reason}` };
    if (samePlan(variant.value.model.plan, model.plan)) continue;
    const accent = count === queryHeads ? 'mha' : count === 1 ? 'mqa' : 'gqa';
    variants.push(asCostVariant(variantName(queryHeads, count), accent, variant.value, type));
  }
  return { variants, problem: null };
}

function asCostVariant(name: string, accent: CostVariant['accent'], variant: Variant, type: ElementType): CostVariant {
  const { parameters } = variant.model;
  return { name, accent, variant, weightBytes: parameters === null ? null : weightBytesOf(parameters, type) };
}

/** True when no layer keeps K and V, of the text or of a source. */
export function keepsNothing({ layers, crossAttention }: CachePlan): boolean {
  return crossAttention === null && !layers.some(keepsText);
}

function samePlan(a: CachePlan, b: CachePlan): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Returns what choosing another model changes besides: the slider goes to the KV heads that it has, or near those it had. */
export function kvHeadsFor(model: CostModel, kvHeads: number): number {
  const published = publishedKvHeads(model.plan);
  const { queryHeads } = model;
  if (queryHeads === null) return kvHeads;
  return nearestChoice(published ?? kvHeads, kvHeadChoices(queryHeads));
}

/** Returns how a variant's weights are stored, to be tried in fewer bits; null if nobody knows how many there are. */
export function weightsIn({ choice, model }: CostSetup, { variant }: CostVariant): Weights | null {
  const { parameters } = variant.model;
  return parameters === null ? null : { parameters, type: choice.weightType ?? weightTypeOf(model.nativeDtype).type };
}
