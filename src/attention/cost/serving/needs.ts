import { kvHeadChoices } from '../../sharing.ts';
import type { CostModel } from '../cachedLayers.ts';
import { readCostField } from '../costInput.ts';
import { type ElementType, weightBytesOf } from '../elementTypes.ts';
import { known, type Outcome, refused } from '../outcome.ts';
import { type HeadWidths, variantOf } from '../variants.ts';
import { type Fit, type FitInput, fitOnGpus } from './fit.ts';
import { tensorParallelChoices } from './tensorParallel.ts';

/** Sequences that have to be served, and on what. */
export interface Needs extends Omit<FitInput, 'plan' | 'queryHeads' | 'weightBytes' | 'tensorParallel' | 'sequences'> {
  readonly model: CostModel;
  readonly sequences: number;
  /** Bytes of the published model's weights; a variant's are fewer or more by its K and V projections, if these are known. */
  readonly weightBytes: bigint;
  readonly weightType: ElementType;
  /** Null tries every size that divides the GPUs. */
  readonly tensorParallel: number | null;
  /** See `planWithKvHeads`. */
  readonly widths?: HeadWidths | null | undefined;
}

/** Whether one number of KV heads serves them. */
export interface Served {
  readonly kvHeads: number;
  readonly serves: boolean;
  /** The size at which most sequences fit; of two with as many, the smaller. Null if every size is refused. */
  readonly tensorParallel: number | null;
  /** All that fits at that size. */
  readonly fit: Fit | null;
  readonly weightBytes: bigint;
  /** True when the published model's weights were counted, as those of the variant are not known. */
  readonly isWeightOfPublished: boolean;
}

/**
 * Returns, for every number of KV heads that divides the query heads, ascending, whether so many sequences of that length fit
 * at once. Fewer KV heads never keep more, but are repeated when they are fewer than the GPUs of a replica.
 */
export function servedBy(needs: Needs): Outcome<Served[]> {
  const { model, sequences } = needs;
  if (model.queryHeads === null)
    return refused('The number of query heads is not known, so that it cannot be said which KV heads divide them.');
  const wanted = readCostField('sequences', sequences);
  if (!wanted.ok) return wanted;
  const served: Served[] = [];
  for (const kvHeads of kvHeadChoices(model.queryHeads)) {
    const variant = variantOf(model, kvHeads, needs.widths);
    if (!variant.ok) return variant;
    const { parametersChange } = variant.value;
    const weightBytes = changedWeight(needs.weightBytes, parametersChange, needs.weightType);
    const best = bestFit(
      { ...needs, plan: variant.value.model.plan, queryHeads: model.queryHeads, weightBytes },
      needs.tensorParallel,
    );
    if (!best.ok) return best;
    served.push({
      kvHeads,
      serves: best.value?.fit.fits ?? false,
      tensorParallel: best.value?.tensorParallel ?? null,
      fit: best.value?.fit ?? null,
      weightBytes,
      isWeightOfPublished: parametersChange === null,
    });
  }
  return known(served);
}

function changedWeight(published: bigint, change: bigint | null, type: ElementType): bigint {
  if (change === null) return published;
  const bytes = weightBytesOf(change < 0n ? -change : change, type);
  const changed = change < 0n ? published - bytes : published + bytes;
  return changed > 0n ? changed : 0n;
}

interface SizedFit {
  readonly tensorParallel: number;
  readonly fit: Fit;
}

/** Null if vLLM would start at no size. A wrong number is refused. */
function bestFit(input: Omit<FitInput, 'tensorParallel'>, given: number | null): Outcome<SizedFit | null> {
  const gpus = readCostField('gpus', input.gpus);
  if (!gpus.ok) return gpus;
  const allowed = tensorParallelChoices(input.plan, input.queryHeads, input.gpus);
  const sizes = allowed.filter((size) => (given === null ? input.gpus % size === 0 : size === given));
  let best: SizedFit | null = null;
  for (const tensorParallel of sizes) {
    const outcome = fitOnGpus({ ...input, tensorParallel });
    if (!outcome.ok) return outcome;
    if (!best || isBetter(outcome.value, best.fit)) best = { tensorParallel, fit: outcome.value };
  }
  return known(best);
}

/** True when more sequences fit. Where memory limits none, when the weights fit and did not before. */
function isBetter({ sequences, fits }: Fit, before: Fit): boolean {
  if (sequences === null || before.sequences === null) return fits && !before.fits;
  return sequences > before.sequences;
}
