import { type HeadNote, headNotes } from '../../attention/labels/headNotes.ts';
import { labelledText } from '../../attention/labels/targets.ts';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import type { AppState } from '../facts/appState.ts';
import { ofPicture } from './answers/ofPicture.ts';
import { derive } from './derive.ts';
import { selectTrainedLayer } from './modelSelectors.ts';
import { selectIsStale, selectRequest } from './wanted.ts';

type HeadNotes = Readonly<Partial<Record<Mechanism, readonly HeadNote[]>>>;

const NOT_YET: HeadNotes = {};

/**
 * The notes of the heads on screen, [queryHead] of each mechanism; those of another picture, or of no text, are none, and so
 * are those of a first picture on its way, whose place is kept. Null where weights are random, which have none ever.
 */
export const selectHeadNotes: (state: AppState) => HeadNotes | null = derive(
  (state) => [
    ofPicture(state.labels, state),
    state.result?.request,
    selectTrainedLayer(state) !== undefined,
    selectIsStale(state) || selectRequest(state) === null,
  ],
  (labels, request, willBeTrained, isOutdated) => {
    const isTrained = request ? request.config.trained !== undefined : willBeTrained;
    if (!isTrained) return null;
    if (!request || labels === null || isOutdated) return NOT_YET;
    const text = labelledText(request.tokens);
    const entries = MECHANISMS.flatMap((mechanism) => {
      const ofHeads = labels[mechanism];
      return ofHeads ? [[mechanism, headNotes(ofHeads, text)] as const] : [];
    });
    return Object.fromEntries(entries);
  },
);
