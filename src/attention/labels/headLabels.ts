import { shuffledNull, untrainedNull } from './nulls.ts';
import { chanceOf, evennessOf, type KindScores, type Maps, scoresOf } from './scores.ts';
import { LABEL_KINDS, type LabelKind, type LabelledText } from './targets.ts';

/** Fewer tokens hardly tell the kinds apart. */
export const LEAST_TOKENS = 8;
/** Above, the model does less well than its card says. */
export const RELIABLE_TOKENS = 64;
/** The longest sequences of the training. */
export const MOST_TOKENS = 128;

/** Whether labels on a text of `tokens` are fair; what to tell where they are not. */
export function labelFairness(tokens: number): 'too short' | 'fair' | 'less reliable' | 'too long' {
  if (tokens < LEAST_TOKENS) return 'too short';
  if (tokens <= RELIABLE_TOKENS) return 'fair';
  return tokens <= MOST_TOKENS ? 'less reliable' : 'too long';
}

/** What a head does on this text, earned against both nulls. */
export interface EarnedLabel {
  readonly kind: LabelKind;
  readonly score: number;
  /** The score of looking at all keys alike. */
  readonly chance: number;
  /** The higher of the two nulls: what an untrained head, or this one by position alone, gets at most. */
  readonly null: number;
  /** Which of the two that is. Without untrained heads, chance stands in their place. */
  readonly nullOf: 'untrained heads' | 'shuffled tokens' | 'chance';
  /** (score − chance) / (1 − chance) */
  readonly lift: number;
}

/** `diffuse` spreads its weight over nearly all keys; `none` is as good an answer as any. */
export type HeadLabel =
  | EarnedLabel
  | { readonly kind: 'diffuse'; readonly evenness: number }
  | { readonly kind: 'none' };

const LEAST_LIFT = 0.3;
const DIFFUSE = 0.9;

/** Kinds that depend on the tokens: those a head could meet by position alone. */
const KINDS_OF_TOKENS: readonly LabelKind[] = ['duplicate', 'induction', 'mark'];

/**
 * The label of each head of `maps`, on a text that `labelFairness` does not call too short or too long: of the kinds whose
 * score is above both nulls, the one with the largest lift, if that is 0.3 or more; else `diffuse`, from an evenness of 0.9
 * on, or none.
 *
 * @param untrained scores of untrained nets on the same text, 10 of them for nulls that mean something; empty for a model of
 *   sizes that no untrained net is here of
 */
export function headLabels(maps: Maps, untrained: readonly KindScores[], text: LabelledText): HeadLabel[] {
  const isHeldAgainstUntrained = untrained.length > 0;
  const readings = LABEL_KINDS.flatMap((kind) => {
    const scores = scoresOf(kind, maps, text);
    if (!scores) return [];
    const chance = chanceOf(kind, text);
    const ofUntrained = untrainedNull(kind, untrained) ?? (isHeldAgainstUntrained ? 0 : chance);
    const ofShuffled = KINDS_OF_TOKENS.includes(kind) ? shuffledNull(kind, maps, text) : undefined;
    return [{ kind, scores, chance, ofUntrained, ofShuffled }];
  });
  return evennessOf(maps, text.ids.length).map((evenness, head) => {
    const earned = readings
      .map(({ kind, scores, chance, ofUntrained, ofShuffled }): EarnedLabel => {
        const score = scores[head] as number;
        const lift = (score - chance) / (1 - chance);
        const ofThis = ofShuffled?.[head] ?? 0;
        const nulls =
          ofThis > ofUntrained
            ? ({ null: ofThis, nullOf: 'shuffled tokens' } as const)
            : ({ null: ofUntrained, nullOf: isHeldAgainstUntrained ? 'untrained heads' : 'chance' } as const);
        return { kind, score, chance, lift, ...nulls };
      })
      .filter((label) => label.score > label.null && label.lift >= LEAST_LIFT)
      .toSorted((a, b) => b.lift - a.lift);
    return earned[0] ?? (evenness >= DIFFUSE ? { kind: 'diffuse', evenness } : { kind: 'none' });
  });
}
