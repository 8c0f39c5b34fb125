import { useEffect } from 'react';
import { useActions, useAppState, useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { freedPatch } from '../../state/shown/pointing/freedPatch.ts';

/**
 * Escape frees the locked cell, and closes Inspect with it, wherever the focus is; a map or a menu that has a use for the key
 * comes first.
 */
export function useFreeOnEscape(): void {
  const isLocked = useAppState((state) => state.settings.lockedCell !== null);
  const { update } = useActions();
  const store = useAppStore();
  useEffect(() => {
    if (!isLocked) return;
    const free = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) update(freedPatch(store.getState()));
    };
    document.addEventListener('keydown', free);
    return () => document.removeEventListener('keydown', free);
  }, [isLocked, update, store]);
}
