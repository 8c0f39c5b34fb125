import { formatCountOf } from '../../attention/numbers/format.ts';
import { CONTROL_LANE } from '../../state/facts/train/conversionPlan.ts';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';

/** What more training alone does to the MHA; nothing before it was trained on. */
export function controlSentence({ points }: Pick<ConversionRun, 'points'>): string {
  const last = points.at(-1);
  const loss = last?.losses[CONTROL_LANE];
  if (!last || last.step === 0 || loss === undefined) return '';
  return `The MHA itself, trained on for the same ${formatCountOf(last.step, 'step')}: ${loss.toFixed(3)}.`;
}
