import { type RefCallback, useMemo } from 'react';
import { MECHANISMS } from '../../attention/types.ts';
import { fitGrid, type GridFit } from '../../charts/heat/fitGrid.ts';
import { useSize } from '../../charts/useSize.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import { selectMapOrders } from '../../state/shown/labels/mapOrder.ts';
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
  const hasNotes = useAppState(selectHeadNotes) !== null;
  // In the order of their roles most rows have no KV head in common. The same in all columns, so that places are, too.
  const hasGutter = useAppState((state) => MECHANISMS.every((mechanism) => !selectMapOrders(state)[mechanism]));
  const fit = useMemo(
    () => room && { ...fitGrid(numHeads, { ...room, hasNotes, hasGutter }), hasGutter },
    [numHeads, room, hasNotes, hasGutter],
  );
  return [roomRef, fit ?? undefined];
}
