import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { ConversionLane } from '../../state/facts/train/conversionPlan.ts';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';

/** What a saved figure of a conversion belongs to, one part each, for its caption. */
export function convertCaption({ set, percent, steps }: ConversionRun): string[] {
  return [set.title, `uptraining ${percent} %: ${steps} steps`];
}

/** The same for the maps of one layer of `lane`, or of the MHA before the conversion, where there is no lane. */
export function convertMapsCaption(run: ConversionRun, lane: ConversionLane | undefined): string[] {
  const { layer } = run.firstMaps?.request ?? { layer: 0 };
  return [...(lane ? [laneName(lane)] : []), `layer ${layer + 1}`, ...convertCaption(run)];
}

/** "MQA by mean" */
export function laneName({ target, rule }: ConversionLane): string {
  return `${MECHANISM_SHORT[target]} by ${rule}`;
}
