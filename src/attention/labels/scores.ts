import { LABEL_KINDS, type LabelKind, type LabelledText, targetsOf } from './targets.ts';

/** Maps of one layer or of several, one after the other: [heads, T query, T key], causal, rows sum to 1. */
export type Maps = Float32Array | Float64Array;

/**
 * How much each head looks at what `kind` names: the mean, over the rows that have a target, of the weight on their
 * targets, [heads]. None where no row has a target.
 */
export function scoresOf(kind: LabelKind, maps: Maps, text: LabelledText): number[] | undefined {
  const length = text.ids.length;
  const targets = targetsOf(kind, text);
  const rows = targets.filter((found) => found.length > 0).length;
  if (rows === 0) return undefined;
  return Array.from({ length: maps.length / length ** 2 }, (_, head) => {
    let sum = 0;
    for (const [t, found] of targets.entries())
      for (const s of found) sum += maps[(head * length + t) * length + s] as number;
    return sum / rows;
  });
}

/** The scores of heads under every kind that a text has targets of, [heads] each. */
export type KindScores = Readonly<Partial<Record<LabelKind, readonly number[]>>>;

export function scoresOfAllKinds(maps: Maps, text: LabelledText): KindScores {
  return Object.fromEntries(
    LABEL_KINDS.flatMap((kind) => {
      const scores = scoresOf(kind, maps, text);
      return scores ? [[kind, scores]] : [];
    }),
  );
}

/** The same score for a head that looks at all the keys of a row alike; NaN where no row has a target. */
export function chanceOf(kind: LabelKind, text: LabelledText): number {
  const shares = targetsOf(kind, text).flatMap((found, t) => (found.length > 0 ? [found.length / (t + 1)] : []));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * How evenly each head spreads its weight, [heads]: the mean over rows t ≥ 1 of their entropy over that of t + 1 equal weights.
 */
export function evennessOf(maps: Maps, length: number): number[] {
  return Array.from({ length: maps.length / length ** 2 }, (_, head) => {
    let sum = 0;
    for (let t = 1; t < length; t++) {
      const start = (head * length + t) * length;
      let entropy = 0;
      for (const weight of maps.subarray(start, start + t + 1)) if (weight > 0) entropy -= weight * Math.log(weight);
      sum += entropy / Math.log(t + 1);
    }
    return sum / (length - 1);
  });
}
