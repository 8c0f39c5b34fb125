import { useEffect, useRef } from 'react';
import { isTyping } from '../../controls/keyboard.ts';
import { useAppStore } from '../../state/shown/hooks/useAppState.tsx';
import { isSingleKey, type PresentAction, patchFor, presentAction } from './keys.ts';

/** What lies over the picture and takes the keys: the blank screen, or the list of keys. */
export type Cover = 'blank' | 'help' | null;

interface ScreenActions {
  readonly cover: Cover;
  readonly onCover: (cover: Cover) => void;
  readonly onToggleTheme: () => void;
}

/** The keys of Present. Settings are changed here; what concerns the screen alone goes to `screen`. */
export function usePresentKeys(screen: ScreenActions): void {
  const store = useAppStore();
  const latest = useRef(screen);
  latest.current = screen;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      // Arrows inside a map, and Escape that frees a cell there, have already been used.
      if (event.defaultPrevented || isTyping(event.target)) return;
      // A letter that is held down would flicker; arrows may run on.
      if (event.repeat && isSingleKey(event.key)) return;
      const { settings, preferences, actions } = store.getState();
      const action = presentAction(event.key, preferences.singleKeys);
      if (!action) return;
      const { cover } = latest.current;
      if (cover) {
        // Escape is the dialog's own. All else rests: nobody could see what it did.
        if (action.kind === cover) latest.current.onCover(null);
        return;
      }
      event.preventDefault();
      actOnScreen(action, latest.current);
      const patch = patchFor(action, settings);
      if (patch) actions.update(patch);
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [store]);
}

function actOnScreen({ kind }: PresentAction, { onCover, onToggleTheme }: ScreenActions): void {
  if (kind === 'blank' || kind === 'help') onCover(kind);
  else if (kind === 'theme') onToggleTheme();
}
