import { useEffect, useMemo } from 'react';
import type { MapCell } from '../../../charts/cells/cell.ts';
import { useAppState, useAppStore } from '../../../state/shown/hooks/useAppState.tsx';
import { selectIsLitLocked, selectLitCell } from '../../../state/shown/pointing/focus.ts';
import { presentAnchor } from '../../../state/shown/pointing/linkedHeads.ts';

/**
 * The lit cell of the heads that are shown large, the same two tokens in each. Wherever it is pointed at or locked, it is
 * told as the cell of the head that the others were chosen by: they then stay who they are.
 */
export function usePresentedCell(queryHead: number) {
  const store = useAppStore();
  const lit = useAppState(selectLitCell);
  const locked = useAppState(selectIsLitLocked);
  const cell = useMemo(() => lit && { ...lit, queryHead }, [lit, queryHead]);
  const handlers = useMemo(() => {
    const ofAnchor = ({ queryPosition, keyPosition }: MapCell) => {
      const { settings } = store.getState();
      return { queryHead: settings.presentHead ?? 0, queryPosition, keyPosition };
    };
    return {
      onHover(at: MapCell | null) {
        const { settings, actions } = store.getState();
        actions.setHover(at && { mechanism: presentAnchor(settings), ...ofAnchor(at) });
      },
      onLock(at: MapCell | null) {
        const { settings, actions } = store.getState();
        actions.update({ inspectMechanism: presentAnchor(settings), lockedCell: at && ofAnchor(at) });
      },
    };
  }, [store]);
  // A picture that goes away under the pointer hears of no leaving.
  useEffect(() => () => store.getState().actions.setHover(null), [store]);
  return { cell, locked, ...handlers };
}
