import { type RefCallback, useMemo } from 'react';
import { fitGrid, type GridFit, HEAD_LABEL_EM, LABEL_EM } from '../../charts/heat/fitGrid.ts';
import { useSize } from '../../charts/useSize.ts';
import { selectHeadNotes } from '../../state/shown/headNotes.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectConfig } from '../../state/shown/wanted.ts';

/**
 * How maps fit the box that takes the ref. Measured once for all columns, which are equal: a head then has the same place
 * in every one of them.
 */
export function useFit(): readonly [RefCallback<Element>, GridFit | undefined] {
  const [roomRef, room] = useSize();
  const chosen = useAppState(selectConfig).numHeads;
  // Maps of the settings before stay up while new ones are computed.
  const numHeads = useAppState((state) => state.result?.request.config.numHeads) ?? chosen;
  const hasHeadLabels = useAppState(selectHeadNotes) !== null;
  const noteEm = hasHeadLabels ? HEAD_LABEL_EM : 0;
  const fit = useMemo(
    () => room && fitGrid({ numHeads }, { ...room, label: LABEL_EM * room.fontSize, note: noteEm * room.fontSize }),
    [numHeads, room, noteEm],
  );
  return [roomRef, fit ?? undefined];
}
