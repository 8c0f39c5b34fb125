import { ELEMENT_TYPES, weightBytesOf } from '../../attention/cost/elementTypes.ts';
import { decodeStep } from '../../attention/cost/roofline.ts';
import { bandwidthOf, computeOf } from '../../catalog/gpus/capability.ts';
import { GPUS } from '../../catalog/gpus/gpus.ts';
import { costModelOf } from '../../catalog/models/cachePlan.ts';
import { modelById } from '../../catalog/models/models.ts';
import { PUBLISHED_STEPS, type PublishedStep, stepMilliseconds } from '../../catalog/steps/publishedSteps.ts';

export interface PublishedRow {
  readonly step: PublishedStep;
  /** Milliseconds of one decode step; null if the published time cannot be divided into steps. */
  readonly stepMs: number | null;
  /** The least that its first step takes by the roofline; null if model, device, batch or length are not known well enough. */
  readonly boundMs: number | null;
  /** True when it is of the model that is shown. */
  readonly isOfModel: boolean;
}

/** Returns the published times: first those of the model that is shown, then all others. */
export function publishedRows(modelId: string | null): PublishedRow[] {
  const rows = PUBLISHED_STEPS.map((step) => ({
    step,
    stepMs: stepMilliseconds(step),
    boundMs: boundOf(step),
    isOfModel: modelId !== null && step.modelId === modelId,
  }));
  return [...rows.filter(({ isOfModel }) => isOfModel), ...rows.filter(({ isOfModel }) => !isOfModel)];
}

/**
 * Bounds a published step from below whatever the source leaves open: all devices are one tensor parallel group, of several GPUs of
 * that name the fastest counts, and K and V take no more bits than the weights.
 */
function boundOf({ modelId, device, devices, batch, inputTokens, weights, steps }: PublishedStep): number | null {
  const entry = modelId === null ? undefined : modelById(modelId);
  const [gpu] = GPUS.filter(({ name }) => name === device || name.startsWith(`${device} `)).sort(
    (a, b) => b.memoryBandwidthGBps - a.memoryBandwidthGBps,
  );
  const type = ELEMENT_TYPES.find((candidate) => weights === candidate);
  if (!entry || !gpu || !type || batch === null || inputTokens === null || steps === null) return null;
  const model = costModelOf(entry);
  const compute = computeOf(gpu, type === 'int4' ? 'bf16' : type);
  if (model.parameters === null || model.queryHeads === null || !compute) return null;
  const { plan, queryHeads, parameters, activeParameters } = model;
  const step = decodeStep(
    {
      ...{ plan, queryHeads, parameters, activeParameters },
      format: { type },
      weightBytes: weightBytesOf(parameters, type),
      tensorParallel: devices,
      bandwidth: bandwidthOf(gpu).perSecond,
      peakFlops: compute.perSecond,
    },
    batch,
    inputTokens + 1,
  );
  return step.boundMs;
}
