import { type HeadNote, headNotes } from '../../../attention/labels/headNotes.ts';
import { labelledText } from '../../../attention/labels/targets.ts';
import { MECHANISMS, type Mechanism } from '../../../attention/types.ts';
import type { AppState } from '../../facts/appState.ts';
import { ofMechanisms } from '../answers/ofPicture.ts';
import { derive } from '../derive.ts';
import { selectTrainedLayer } from '../modelSelectors.ts';
import { selectRequest } from '../wanted.ts';

type HeadNotes = Readonly<Partial<Record<Mechanism, readonly HeadNote[]>>>;

/** The notes of one mechanism, the same as long as its labels are: other KV heads draw MHA and MQA no second time. */
const NOTES_OF = Object.fromEntries(MECHANISMS.map((mechanism) => [mechanism, notesOf(mechanism)])) as Readonly<
  Record<Mechanism, ReturnType<typeof notesOf>>
>;

function notesOf(mechanism: Mechanism) {
  const labelsOf = derive(
    (state) => [state.labels, state.result, selectRequest(state)] as const,
    (...labels) => ofMechanisms(...labels).find(([name]) => name === mechanism)?.[1],
  );
  return derive(
    (state) => [labelsOf(state), state.result?.request.tokens] as const,
    (labels, tokens) => labels && tokens && headNotes(labels, labelledText(tokens)),
  );
}

/**
 * The notes of the heads on screen, [queryHead] of each mechanism; those of another picture, or of no text, are none, and so
 * are those of a first picture on its way, whose place is kept. Null where weights are random, which have none ever.
 */
export const selectHeadNotes: (state: AppState) => HeadNotes | null = derive(
  (state) => [
    state.result?.request.config.trained !== undefined,
    state.result === null && selectTrainedLayer(state) !== undefined,
    NOTES_OF.mha(state),
    NOTES_OF.gqa(state),
    NOTES_OF.mqa(state),
  ],
  (isTrained, willBeTrained, mha, gqa, mqa) =>
    isTrained || willBeTrained ? { ...(mha && { mha }), ...(gqa && { gqa }), ...(mqa && { mqa }) } : null,
);
