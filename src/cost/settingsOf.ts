import { formatCount, formatCountOf } from '../attention/numbers/format.ts';
import type { CostSetup } from './costSetup.ts';

/** Returns what a saved figure of the screen belongs to, one setting each. */
export function settingsOf({ choice, model, gpu, format, asksSource }: CostSetup): string[] {
  return [
    model.name,
    `${formatCount(choice.gpus)} × ${gpu.name}`,
    `tensor parallel ${formatCount(choice.tensorParallel)}`,
    `K and V in ${format.type}`,
    `context ${formatCountOf(choice.contextTokens, 'token')}`,
    ...(asksSource ? [`source ${formatCountOf(choice.sourceTokens, 'token')}`] : []),
    `memory utilisation ${choice.utilisation}`,
    `overhead ${choice.overheadGib} GiB`,
  ];
}
