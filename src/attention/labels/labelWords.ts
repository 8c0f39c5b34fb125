import type { EarnedLabel, HeadLabel } from './headLabels.ts';
import type { LabelKind } from './targets.ts';

/**
 * Names of the kinds: for a place with room for a word, and for one with room for a sentence that begins with "This head".
 */
export const KIND_WORDS: Readonly<Record<LabelKind, { readonly short: string; readonly does: string }>> = {
  self: { short: 'self', does: 'looks at the token itself' },
  previous: { short: 'previous', does: 'looks at the previous token' },
  twoBack: { short: 'two back', does: 'looks two tokens back' },
  first: { short: 'first', does: 'looks at the first token' },
  duplicate: { short: 'same', does: 'looks at earlier occurrences of the same token' },
  induction: { short: 'copies', does: 'looks at what followed the same token earlier (induction)' },
  mark: { short: 'mark', does: 'looks at the last punctuation mark' },
};

/** "previous", "diffuse"; nothing if a head earned no label. */
export function labelShort(label: HeadLabel): string {
  if (label.kind === 'none') return '';
  return label.kind === 'diffuse' ? 'diffuse' : KIND_WORDS[label.kind].short;
}

/** "89 %": the share of its weight that a head gives to what its label names; nothing if there is no label. */
export function labelScore(label: HeadLabel): string | undefined {
  return 'score' in label ? `${Math.round(100 * label.score)}\u202f%` : undefined;
}

const NULL_WORDS: Readonly<Record<EarnedLabel['nullOf'], string>> = {
  'untrained heads': 'a random head',
  'shuffled tokens': 'itself on shuffled words',
  chance: 'all tokens alike',
};

/** Less above its null than this, a label is told apart from it by a hair. */
const BARELY = 0.05;

/**
 * "looks at the previous token 0.89 · a random head: 0.10"; what it is compared with is the higher of the two nulls.
 *
 * @param isHeldAgainstUntrained false if there were no untrained heads to hold it against
 */
export function labelSentence(label: HeadLabel, isHeldAgainstUntrained = true): string {
  if (label.kind === 'none')
    return `no label: nothing that it does on this text stands out${isHeldAgainstUntrained ? ' against random heads' : ''}`;
  if (label.kind === 'diffuse')
    return `diffuse: spreads its weight over nearly all tokens, ${label.evenness.toFixed(2)} of the largest possible entropy`;
  const figures = `${label.score.toFixed(2)} · ${NULL_WORDS[label.nullOf]}: ${label.null.toFixed(2)}`;
  const doubt = label.score - label.null < BARELY ? ', hardly less: this text has too few cases to tell' : '';
  return `${KIND_WORDS[label.kind].does} ${figures}${doubt}`;
}
