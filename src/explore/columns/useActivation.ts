import { useMemo } from 'react';
import type { Mechanism } from '../../attention/types.ts';
import type { LockedCell, Settings } from '../../state/facts/settings.ts';
import { useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { freedPatch } from '../../state/shown/pointing/freedPatch.ts';

interface Activation {
  /** Locks a cell and opens Inspect on it; null frees the cell and closes Inspect. */
  readonly lock: (cell: LockedCell | null) => void;
  /** The keyboard went into a map: Inspect opens on its head. */
  readonly enter: (queryHead: number) => void;
}

/** What activating a map of `mechanism` does. In Present, which has no Inspect, a cell is locked and no more. */
export function useActivation(mechanism: Mechanism): Activation {
  const store = useAppStore();
  return useMemo(() => {
    const { update } = store.getState().actions;
    const inspecting = (queryHead: number): Partial<Settings> => {
      const { present, inspect } = store.getState().settings;
      if (present) return { inspectMechanism: mechanism };
      // The other panes show no single head.
      const pane = inspect === 'flow' ? 'flow' : 'cell';
      return { inspect: pane, inspectMechanism: mechanism, inspectHead: queryHead };
    };
    return {
      lock(cell) {
        update(cell ? { lockedCell: cell, ...inspecting(cell.queryHead) } : freedPatch(store.getState()));
      },
      enter(queryHead) {
        update(inspecting(queryHead));
      },
    };
  }, [store, mechanism]);
}
