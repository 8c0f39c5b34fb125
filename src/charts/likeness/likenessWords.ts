import type { GroupLikeness, PairFigures } from '../../attention/comparison/groupLikeness.ts';
import { formatCountOf } from '../../attention/numbers/format.ts';

/** Two decimals are shown: a difference of means that rounds to 0.00 is none to speak of. */
const NOTICEABLE = 0.005;

/** "0.912 ± 0.031 (24 pairs)": mean, standard deviation over the pairs, and how many there are. */
export function pairFiguresText({ mean, deviation, pairs }: PairFigures): string {
  return `${mean.toFixed(3)} ± ${deviation.toFixed(3)} (${formatCountOf(pairs, 'pair')})`;
}

/** What the figures say, in one sentence about `shortName`; also where there is nothing to set against each other. */
export function likenessSentence(shortName: string, { within, across }: GroupLikeness): string {
  if (!within && !across) return `${shortName} has one query head here: there is no other to compare it with.`;
  if (!within) return `In ${shortName} no two heads share K and V here: there are no pairs within a group.`;
  if (!across) return `In ${shortName} all heads share K and V here: there are no pairs across groups.`;
  const difference = within.mean - across.mean;
  if (Math.abs(difference) < NOTICEABLE) {
    return `In ${shortName}, heads that share K and V are no more alike than heads that don’t, on this text: the means differ by less than 0.01.`;
  }
  const much = `${Math.abs(difference).toFixed(2)} ${difference > 0 ? 'more' : 'less'} alike`;
  const spread = Math.max(within.deviation, across.deviation);
  const caution =
    Math.abs(difference) < spread ? ` That is less than the spread of the pairs, ${spread.toFixed(2)}.` : '';
  return `In ${shortName}, heads that share K and V are ${much} than heads that don’t, on this text.${caution}`;
}
