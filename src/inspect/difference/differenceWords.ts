import { formatPercent } from '../../attention/numbers/format.ts';
import { haveSameQueries } from '../../attention/run/sameRun.ts';
import { MECHANISM_SHORT, shapeOf } from '../../attention/sharing.ts';
import type { RunConfig } from '../../attention/types.ts';
import { type DifferenceMaps, differenceName, largestDifference } from '../../charts/difference/differenceMaps.ts';
import { overallDistance } from '../../charts/difference/headOrder.ts';

/** Weights are float32, computed by kernels that may add in another order: less than this is rounding. */
const ROUNDING = 1e-6;

/** Whether the maps differ by more than rounding. */
export function isDifferent(maps: DifferenceMaps): boolean {
  return largestDifference(maps) > ROUNDING;
}

/** The result in one sentence or two, for those who read no map. */
export function differenceWords(maps: DifferenceMaps, config: RunConfig): string {
  const { of, from, meanDistances, numHeads } = maps;
  const name = differenceName(maps);
  if (of === from) return `${name}: the same mechanism twice, nothing differs.`;
  if (!isDifferent(maps)) {
    const [ofHeads, fromHeads] = [shapeOf(of, config).numKvHeads, shapeOf(from, config).numKvHeads];
    const why = ofHeads === fromHeads ? `, with ${ofHeads} KV head${ofHeads === 1 ? '' : 's'} each` : '';
    return `${MECHANISM_SHORT[of]} and ${MECHANISM_SHORT[from]} are the same here${why}: nothing differs.`;
  }
  const overall = overallDistance(meanDistances);
  const heads = numHeads === 1 ? 'its one head' : `${numHeads} heads`;
  const words = `${name}: mean total-variation distance ${overall.toFixed(3)} over ${heads}. ${formatPercent(overall)} of a row’s attention goes to other tokens.`;
  if (haveSameQueries(config)) return words;
  const apart = config.trained ? 'Each model was trained by itself' : 'Each mechanism drew weights of its own';
  return `${words} ${apart}${maps.partners ? pairedRule(maps) : UNPAIRED}`;
}

/** The rule by which heads are paired that have nothing but a number in common. */
function pairedRule({ of, from }: DifferenceMaps): string {
  const [here, there] = [MECHANISM_SHORT[of], MECHANISM_SHORT[from]];
  return `, so a number means nothing: each ${here} head is held against the ${there} head that it is most alike by Jensen–Shannon distance, and several may have the same one.`;
}

const UNPAIRED = ': heads of the same number have nothing else in common, so read this beside what their labels say.';
