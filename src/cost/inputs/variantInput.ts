import { known, type Outcome, refused } from '../../attention/cost/outcome.ts';
import type { RooflineInput } from '../../attention/cost/roofline.ts';
import type { FitInput } from '../../attention/cost/serving/fit.ts';
import { bandwidthOf, computeOf, type GpuCompute } from '../../catalog/gpus/capability.ts';
import type { ComputeType } from '../../catalog/gpus/gpuEntry.ts';
import type { CostSetup, CostVariant } from '../costSetup.ts';
import { fitInputOf } from '../fitInputOf.ts';
import { weightTypeOf } from '../weightTypeOf.ts';

const NO_PARAMETERS = 'The number of its parameters is not known, so that its weights cannot be counted.';

/** Returns a variant on the GPUs of the choice, or a sentence if its weights cannot be counted. */
export function wholeFitInputOf(setup: CostSetup, variant: CostVariant): Outcome<FitInput> {
  return variant.weightBytes === null ? refused(NO_PARAMETERS) : known(fitInputOf(setup, variant));
}

/** Returns the type that matrix products are computed in: that of the weights; int4 is widened before it is multiplied. */
export function computeTypeOf({ choice, model }: CostSetup): ComputeType {
  const type = choice.weightType ?? weightTypeOf(model.nativeDtype).type;
  return type === 'int4' ? 'bf16' : type;
}

/** A variant on the GPUs of one replica, and the rate that its products are computed at. */
export interface RooflineSetup {
  readonly input: RooflineInput;
  readonly compute: GpuCompute;
}

/** Returns a variant on one replica, or a sentence why its speed cannot be bounded. */
export function rooflineInputOf(setup: CostSetup, { variant, weightBytes }: CostVariant): Outcome<RooflineSetup> {
  const { choice, gpu, format, widths } = setup;
  const { plan, queryHeads, parameters, activeParameters } = variant.model;
  if (weightBytes === null || parameters === null) return refused(NO_PARAMETERS);
  if (queryHeads === null)
    return refused('The number of its query heads is not known, so that attention cannot be counted.');
  const compute = computeOf(gpu, computeTypeOf(setup));
  if (!compute) return refused(`How fast ${gpu.name} multiplies matrices is not known.`);
  return known({
    compute,
    input: {
      ...{ plan, queryHeads, format, weightBytes, parameters, activeParameters, widths },
      tensorParallel: choice.tensorParallel,
      bandwidth: bandwidthOf(gpu).perSecond,
      peakFlops: compute.perSecond,
    },
  });
}
