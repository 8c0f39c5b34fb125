import { randomWords } from '../random/random.ts';
import { type KindScores, type Maps, scoresOf } from './scores.ts';
import type { LabelKind, LabelledText } from './targets.ts';

/** Shuffled texts that a score is compared with. */
const SHUFFLES = 100;

/**
 * The score that an untrained head hardly ever has on this text: the 99.5th percentile over all heads of `untrained`, the
 * scores of nets that were drawn with other seeds. None where no row has a target.
 */
export function untrainedNull(kind: LabelKind, untrained: readonly KindScores[]): number | undefined {
  const scores = untrained.flatMap((ofNet) => ofNet[kind] ?? []);
  return scores.length > 0 ? percentile(scores, 99.5) : undefined;
}

/**
 * The score that each head has by position alone, [heads]: its attention is kept while the tokens are shuffled 100 times,
 * and the 99th percentile is taken. A head that looks at the token before would otherwise pass for one that looks for
 * marks where every other token is one. None where no row has a target. What it cannot tell apart is a text that repeats
 * itself from end to end: there, to look back by the period is to find what followed.
 */
export function shuffledNull(kind: LabelKind, maps: Maps, text: LabelledText): number[] | undefined {
  const nextWord = randomWords(0, `shuffle ${kind}`);
  const heads = maps.length / text.ids.length ** 2;
  const scores: number[][] = Array.from({ length: heads }, () => []);
  for (let round = 0; round < SHUFFLES; round++) {
    const found = scoresOf(kind, maps, shuffled(text, nextWord));
    for (const [head, score] of (found ?? []).entries()) scores[head]?.push(score);
  }
  return scores.every((found) => found.length > 0) ? scores.map((found) => percentile(found, 99)) : undefined;
}

/** The value below which `percent` % of `values` lie, interpolated between neighbours; `values` is not empty. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = (percent / 100) * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(rank)] as number, sorted[Math.ceil(rank)] as number];
  return below + (rank - Math.floor(rank)) * (above - below);
}

function shuffled({ ids, marks }: LabelledText, nextWord: () => number): LabelledText {
  const order = ids.map((_, position) => position);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor((nextWord() * (last + 1)) / 2 ** 32);
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return { ids: order.map((at) => ids[at] as number), marks: order.map((at) => marks[at] as boolean) };
}
