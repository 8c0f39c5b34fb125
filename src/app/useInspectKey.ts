import { useEffect } from 'react';
import { isLetter } from '../controls/keyboard.ts';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { useInspectDoor } from './useInspectDoor.ts';

/** `i` opens Inspect and goes into it; from inside it closes it and goes back to the map. */
export function useInspectKey(goIn: () => void, close: () => void): void {
  const isOn = useAppState((state) => state.preferences.singleKeys);
  const { isOpen, open } = useInspectDoor();
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isLetter(event, 'i')) return;
      event.preventDefault();
      if (document.activeElement?.closest('.screens__inspect') != null) return close();
      if (!isOpen) open();
      goIn();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn, isOpen, open, goIn, close]);
}
