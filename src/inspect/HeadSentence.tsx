import { LEAST_TOKENS, MOST_TOKENS } from '../attention/labels/headLabels.ts';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectFairness } from '../state/shown/labels/fairness.ts';
import { useHeadNote } from './useHeadNote.ts';

/** What the head that Inspect follows does on this text, in a sentence. Nothing for random weights. */
export function HeadSentence() {
  const note = useHeadNote();
  const fairness = useAppState(selectFairness);
  if (note === null) return null;
  return (
    <p className="inspect__sentence numeric">
      {note ? (
        <>
          <b>On this text:</b> {note.sentence}
          {note.idleRows.length > 0 && '. Rows struck through: there is nothing to find yet.'}
        </>
      ) : fairness === 'fair' || fairness === 'less reliable' ? (
        'Working out what this head does …'
      ) : (
        `No label on a text of this length: it takes ${LEAST_TOKENS} to ${MOST_TOKENS} tokens.`
      )}
    </p>
  );
}
