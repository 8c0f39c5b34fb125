import type { CostModel } from '../../attention/cost/cachedLayers.ts';
import { weightBytesOf } from '../../attention/cost/elementTypes.ts';
import { publishedKvHeads, variantName, variantOf } from '../../attention/cost/variants.ts';
import { memoryOf } from '../../catalog/gpus/capability.ts';
import { gpuById } from '../../catalog/gpus/gpus.ts';
import { costModelOf } from '../../catalog/models/cachePlan.ts';
import { modelById } from '../../catalog/models/models.ts';
import type { CostChoice } from '../../state/facts/cost/costChoice.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { weightTypeOf } from '../weightTypeOf.ts';

const CHOICE: CostChoice = {
  ...{ model: 'llama-3-1-8b', own: null, kvHeads: 8, gpu: 'nvidia-h100-80gb-sxm', gpus: 1, tensorParallel: 1 },
  ...{
    weightType: null,
    cacheType: 'bf16',
    contextTokens: 8192,
    sourceTokens: 0,
    sequences: 16,
    blockSize: 16,
    utilisation: 0.9,
  },
  ...{ overheadGib: 2, users: 1000, averageTokens: 2048, axes: 'linear' },
};

/** Returns a choice with all that the screen's parts are given; `model` stands for one that the catalog does not have. */
export function aSetup(changes: Partial<CostChoice> = {}, model?: CostModel): CostSetup {
  const choice = { ...CHOICE, ...changes };
  const gpu = gpuById(choice.gpu);
  const entry = modelById(choice.model);
  if (!gpu || !entry) throw new Error(`The catalog has no ${gpu ? choice.model : choice.gpu}.`);
  const shown = model ?? choice.own ?? costModelOf(entry);
  const type = choice.weightType ?? weightTypeOf(shown.nativeDtype).type;
  const published = publishedKvHeads(shown.plan);
  const heads = shown.queryHeads ?? 1;
  const others = [heads, choice.kvHeads, 1].filter(
    (count, index, all) => count !== published && all.indexOf(count) === index,
  );
  const variants = [null, ...others].flatMap((kvHeads): CostVariant[] => {
    const variant = variantOf(shown, kvHeads);
    if (!variant.ok) return [];
    const { parameters } = variant.value.model;
    return [
      {
        name: kvHeads === null ? 'as published' : variantName(heads, kvHeads),
        accent: kvHeads === null ? 'published' : kvHeads === heads ? 'mha' : kvHeads === 1 ? 'mqa' : 'gqa',
        variant: variant.value,
        weightBytes: parameters === null ? null : weightBytesOf(parameters, type),
      },
    ];
  });
  const memoryBytes = BigInt(memoryOf(gpu).bytes);
  const asksSource = shown.plan.crossAttention?.sourceTokens === null;
  return {
    choice,
    model: shown,
    asksSource,
    widths: null,
    gpu,
    memoryBytes,
    format: { type: choice.cacheType },
    variants,
  };
}
