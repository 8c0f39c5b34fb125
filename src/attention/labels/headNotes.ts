import type { HeadLabel } from './headLabels.ts';
import { labelScore, labelSentence, labelShort } from './labelWords.ts';
import type { Role } from './roles.ts';
import { type LabelledText, targetsOf } from './targets.ts';

/** What one head does on a text, as pictures say it. */
export interface HeadNote {
  readonly role: Role;
  /** "previous", where there is room for a word; nothing where no label was earned. */
  readonly short: string;
  /** "89 %"; for earned labels alone. */
  readonly score: string | undefined;
  /** "looks at the previous token 0.89 · a random head: 0.10" */
  readonly sentence: string;
  /** Query positions, ascending, where an induction head finds nothing to look at: its look there is arbitrary. */
  readonly idleRows: readonly number[];
}

/**
 * Notes of heads with these labels on this text.
 *
 * @param isHeldAgainstUntrained false if there were no untrained heads to hold them against
 */
export function headNotes(labels: readonly HeadLabel[], text: LabelledText, isHeldAgainstUntrained = true): HeadNote[] {
  const idle = targetsOf('induction', text).flatMap((found, row) => (found.length === 0 ? [row] : []));
  return labels.map((label) => ({
    role: label.kind,
    short: labelShort(label),
    score: labelScore(label),
    sentence: labelSentence(label, isHeldAgainstUntrained),
    idleRows: label.kind === 'induction' ? idle : [],
  }));
}
