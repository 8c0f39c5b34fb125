import { useMemo } from 'react';
import { useAppState, useAppStore } from '../state/shown/hooks/useAppState.tsx';
import { selectOpenPane } from '../state/shown/wanted.ts';

interface InspectDoor {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/**
 * Opens and closes Inspect. Where it stands at the side, this is what the page remembers of its user, and in no link: whoever
 * gets the link may have a window without room for it.
 */
export function useInspectDoor(): InspectDoor {
  const store = useAppStore();
  const isOpen = useAppState((state) => selectOpenPane(state) !== null);
  return useMemo(() => {
    const { update, setPreferences } = store.getState().actions;
    return {
      isOpen,
      open() {
        if (store.getState().hasSideRoom) setPreferences({ inspectStands: true });
        else update({ inspect: 'cell' });
      },
      close() {
        if (store.getState().hasSideRoom) setPreferences({ inspectStands: false });
        update({ inspect: null });
      },
    };
  }, [store, isOpen]);
}
