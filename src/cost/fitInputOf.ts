import { bytesOfGib } from '../attention/cost/decimal.ts';
import type { FitInput } from '../attention/cost/serving/fit.ts';
import type { CostSetup, CostVariant } from './costSetup.ts';

/** Returns one of the models side by side on the chosen GPUs. Weights that are not known count as 0 bytes. */
export function fitInputOf(
  { choice, model, format, memoryBytes }: CostSetup,
  { variant, weightBytes }: CostVariant,
): FitInput {
  return {
    plan: variant.model.plan,
    queryHeads: model.queryHeads,
    format,
    weightBytes: weightBytes ?? 0n,
    gpus: choice.gpus,
    tensorParallel: choice.tensorParallel,
    memoryBytes,
    utilisation: choice.utilisation,
    overheadBytes: bytesOfGib(choice.overheadGib),
    blockSize: choice.blockSize,
    contextTokens: choice.contextTokens,
    sequences: choice.sequences,
  };
}
