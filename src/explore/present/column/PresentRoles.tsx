import { countsOf, roleWord } from '../../../attention/labels/roles.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../../state/shown/labels/headNotes.ts';
import { Covered } from '../figures/Covered.tsx';
import { useIsCoveredOf } from '../figures/usePrediction.ts';
import './present-roles.css';

/** "copies 5 · previous 2": what the heads of a mechanism do; nothing of random weights, and room for it before that is known. */
export function PresentRoles({ mechanism }: { readonly mechanism: Mechanism }) {
  const notes = useAppState(selectHeadNotes);
  const isCovered = useIsCoveredOf(mechanism);
  if (notes === null) return null;
  const ofHeads = notes[mechanism];
  return (
    <p className="present-roles numeric">
      {isCovered ? (
        <Covered />
      ) : (
        countsOf(ofHeads?.map(({ role }) => role) ?? []).map(([role, count]) => (
          <span key={role} className="present-roles__role">
            {roleWord(role)} {count}
          </span>
        ))
      )}
    </p>
  );
}
