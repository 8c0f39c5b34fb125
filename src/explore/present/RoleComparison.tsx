import { countsAcross } from '../../attention/labels/roles.ts';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { selectHeadNotes } from '../../state/shown/headNotes.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';

/**
 * "Heads of MHA, GQA, MQA: copies 5, 7, 6 · previous 2, 1, 2": what the heads of each mechanism on screen do, while no cell is
 * pointed at; until that is known, and of random weights, how to point at one.
 */
export function RoleComparison({ shown }: { readonly shown: readonly Mechanism[] }) {
  const notes = useAppState(selectHeadNotes);
  const labelled = shown.flatMap((mechanism) => {
    const ofHeads = notes?.[mechanism];
    return ofHeads ? [{ mechanism, roles: ofHeads.map(({ role }) => role) }] : [];
  });
  if (labelled.length === 0) return 'Point at a cell to read its weight; click to lock it.';
  const names = labelled.map(({ mechanism }) => MECHANISM_SHORT[mechanism]).join(', ');
  return `Heads of ${names}: ${countsAcross(labelled.map(({ roles }) => roles))}`;
}
