import type { ConversionPanel } from '../../charts/conversion/panels.ts';
import type { ConversionTarget } from '../../state/facts/train/conversionPlan.ts';
import type { ConversionRun } from '../../state/facts/train/conversionState.ts';

/** The chart's panels of a conversion: one a target, each with its three rules. */
export function conversionPanels({ set, percent, steps, lanes, points }: ConversionRun): ConversionPanel[] {
  const targets = [...new Set(lanes.map(({ target }) => target))];
  const lossOf = (target: ConversionTarget | 'mha') => set.models[target].card.figures['loss'];
  return targets.map((target) => {
    const ofTarget = lanes.filter((lane) => lane.target === target);
    return {
      mechanism: target,
      numKvHeads: ofTarget[0]?.numKvHeads ?? 1,
      lines: ofTarget.map(({ id, rule }) => ({
        rule,
        points: points.map(({ step, losses }) => ({ percent: (percent * step) / steps, loss: losses[id] ?? NaN })),
      })),
      mhaLoss: lossOf('mha'),
      scratchLoss: lossOf(target),
    };
  });
}
