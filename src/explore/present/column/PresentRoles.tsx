import { countsAcross } from '../../../attention/labels/roles.ts';
import type { Mechanism } from '../../../attention/types.ts';
import { useAppState } from '../../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../../state/shown/labels/headNotes.ts';
import './present-roles.css';

/** "copies 5 · previous 2": what the heads of a mechanism do; nothing of random weights, and room for it before that is known. */
export function PresentRoles({ mechanism }: { readonly mechanism: Mechanism }) {
  const notes = useAppState(selectHeadNotes);
  if (notes === null) return null;
  const ofHeads = notes[mechanism];
  return <p className="present-roles numeric">{ofHeads && countsAcross([ofHeads.map(({ role }) => role)])}</p>;
}
