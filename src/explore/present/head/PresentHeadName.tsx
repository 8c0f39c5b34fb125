import type { Mechanism } from '../../../attention/types.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../../state/shown/labels/headNotes.ts';
import { presentAnchor, selectPresentedHeads } from '../../../state/shown/pointing/linkedHeads.ts';
import { Covered } from '../figures/Covered.tsx';
import { useIsCoveredOf } from '../figures/usePrediction.ts';
import './present-head-name.css';

/** Which head is shown large, what it does, and how alike it is to the head that it was chosen for. */
export function PresentHeadName({ mechanism }: { readonly mechanism: Mechanism }) {
  const head = useAppState(selectPresentedHeads)?.[mechanism];
  const note = useAppState(selectHeadNotes)?.[mechanism]?.[head?.queryHead ?? -1];
  const isAwaited = useAppState((state) => state.across.phase === 'awaited' || state.across.phase === 'idle');
  const isCovered = useIsCoveredOf(mechanism);
  // How alike another's head is to GQA's says something of GQA's, too.
  const isLikenessCovered = useIsCoveredOf(useAppState((state) => presentAnchor(state.settings)));
  if (isCovered)
    return (
      <p className="present-head-name">
        <Covered />
      </p>
    );
  if (!head)
    return (
      <p className="present-head-name">
        {isAwaited ? 'Looking for the most alike head …' : 'No head to compare on this text'}
      </p>
    );
  return (
    <p className="present-head-name numeric" title={note?.sentence}>
      <b>
        <abbr title="query head">Q</abbr> {head.queryHead}
      </b>
      {note?.short && (
        <span>
          {note.short} {note.score}
        </span>
      )}
      {head.likeness !== undefined && !isLikenessCovered && <span>alike {head.likeness.toFixed(2)}</span>}
    </p>
  );
}
