import { LEAST_TOKENS } from '../../../attention/labels/headLabels.ts';
import { type HeadNote, headNotes } from '../../../attention/labels/headNotes.ts';
import { type LabelledText, labelledText } from '../../../attention/labels/targets.ts';
import { formatCountOf } from '../../../attention/numbers/format.ts';
import type { Recording } from '../../../attention/recorded/recording.ts';
import type { AppState } from '../../facts/appState.ts';
import type { LayerAnswers } from '../../facts/recorded/recordingsState.ts';
import type { RecordedColumn } from './columns.ts';

const texts = new WeakMap<Recording, LabelledText>();

/** Returns the text of a recording as labels ask for it; the same object each time. */
export function labelledTextOf(recording: Recording): LabelledText {
  let known = texts.get(recording);
  if (!known) {
    known = labelledText(recording.tokens.map(({ key }) => key));
    texts.set(recording, known);
  }
  return known;
}

/** Why heads of a recording have no labels, as a sentence; null if they have. */
export function labelsRefusal({ causal, tokens }: Recording): string | null {
  if (!causal) return 'Heads are labelled by what they look back at: in this model tokens read later ones, too.';
  if (tokens.length >= LEAST_TOKENS) return null;
  return `${formatCountOf(tokens.length, 'token')} are too few to tell what heads do: labels take ${LEAST_TOKENS} or more.`;
}

/** What is known of the layer on screen; undefined while it is worked out, and while another layer is read. */
export function answersOf({ recordings }: AppState, { opened, layer }: RecordedColumn): LayerAnswers | undefined {
  const known = recordings.answers[opened.id];
  return layer !== null && known?.of === layer ? known : undefined;
}

const notes = new WeakMap<readonly unknown[], HeadNote[]>();

/** Labels come later than maps; their line is there before. */
const NOT_YET: readonly HeadNote[] = [];

/** The notes of a column's heads, none yet while labels are worked out; undefined if its heads have none. */
export function notesOf(state: AppState, column: RecordedColumn): readonly HeadNote[] | undefined {
  const { recording } = column.opened;
  if (labelsRefusal(recording) !== null) return undefined;
  const labels = answersOf(state, column)?.labels ?? null;
  if (labels === null) return NOT_YET;
  if (typeof labels === 'string') return undefined;
  let known = notes.get(labels);
  if (!known) {
    known = headNotes(labels, labelledTextOf(recording), false);
    notes.set(labels, known);
  }
  return known;
}
