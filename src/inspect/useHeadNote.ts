import type { HeadNote } from '../attention/labels/headNotes.ts';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../state/shown/labels/headNotes.ts';
import { selectInspectedHead } from '../state/shown/pointing/focus.ts';

/** What the head that Inspect follows does on this text; undefined where nothing is known of it, null where nothing ever is. */
export function useHeadNote(): HeadNote | undefined | null {
  return useAppState((state) => {
    const { mechanism, queryHead } = selectInspectedHead(state);
    const notes = selectHeadNotes(state);
    return notes === null ? null : notes[mechanism]?.[queryHead];
  });
}
