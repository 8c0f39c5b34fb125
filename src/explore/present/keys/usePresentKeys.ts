import { useEffect, useRef } from 'react';
import { isTyping, keysOf } from '../../../controls/keyboard.ts';
import type { AppState } from '../../../state/facts/appState.ts';
import { useAppStore } from '../../../state/shown/hooks/useAppState.tsx';
import { selectMapOrders } from '../../../state/shown/labels/mapOrder.ts';
import { selectAskingToken, selectLitCell } from '../../../state/shown/pointing/focus.ts';
import { presentAnchor, selectPresentedHeads } from '../../../state/shown/pointing/linkedHeads.ts';
import { selectTokenKeys } from '../../../state/shown/tokens.ts';
import { bindingOf, isSingleKey, type PresentAction } from './keys.ts';
import { patchFor } from './patchFor.ts';
import { steppedWord } from './steppedWord.ts';

/** What lies over the picture and takes the keys: the blank screen, the list of keys, or link and QR code. */
export type Cover = 'blank' | 'help' | 'share' | null;

interface ScreenActions {
  readonly cover: Cover;
  readonly fitsThree: boolean;
  readonly onCover: (cover: Cover) => void;
  readonly onToggleTheme: () => void;
  /** Covers figures and maps, or shows them again. */
  readonly onPredict: () => void;
  /** Ends a prediction; returns false if there is none. */
  readonly onEndPrediction: () => boolean;
}

/** The keys of Present. Settings are changed here; what concerns the screen alone goes to `screen`. */
export function usePresentKeys(screen: ScreenActions): void {
  const store = useAppStore();
  const latest = useRef(screen);
  latest.current = screen;
  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      if (keys.length === 0 || event.isComposing) return;
      // A remote's start button: a page that loads again in front of a class helps nobody.
      if (event.key === 'F5') event.preventDefault();
      // Arrows inside a map, and Escape that frees a cell there, have already been used.
      if (event.defaultPrevented || (isTyping(event.target) && !isPaging(event)) || isPressing(event)) return;
      const state = store.getState();
      const { singleKeys } = state.preferences;
      const key = keys.find((key) => bindingOf(key, singleKeys)) ?? '';
      const binding = bindingOf(key, singleKeys);
      // A letter that is held down would flicker; arrows may run on.
      if (!binding || (event.repeat && isSingleKey(key))) return;
      const action = binding.action(key);
      const { cover, fitsThree } = latest.current;
      if (cover) {
        // Escape is the dialog's own. All else rests: nobody could see what it did.
        if (action.kind === cover) latest.current.onCover(null);
        return;
      }
      event.preventDefault();
      const { settings, actions } = state;
      const scene = {
        ...{ settings, fitsThree, tokens: selectTokenKeys(state).length },
        ...{ lit: selectLitCell(state), presented: selectPresentedHeads(state), order: orderOf(state) },
      };
      // The list under `?` says why.
      if (binding.lacks?.(scene) !== undefined) return;
      const asking = selectAskingToken(state);
      if (action.kind === 'word') actions.setAskingToken(steppedWord(asking, action.step, scene.tokens));
      else if (action.kind === 'back' && latest.current.onEndPrediction()) return;
      else if (action.kind === 'back' && asking !== null) actions.setAskingToken(null);
      else {
        actOnScreen(action, latest.current);
        const patch = patchFor(action, scene);
        if (patch) actions.update(patch);
      }
    };
    // A remote is not where the focus is: neither a map nor a field may take its buttons first.
    const actFirst = (event: KeyboardEvent) => {
      if (!isPaging(event)) return;
      act(event);
      if (event.defaultPrevented) event.stopPropagation();
    };
    document.addEventListener('keydown', actFirst, { capture: true });
    document.addEventListener('keydown', act);
    return () => {
      document.removeEventListener('keydown', actFirst, { capture: true });
      document.removeEventListener('keydown', act);
    };
  }, [store]);
}

/** The heads of the mechanism whose head is shown large, or would be, as they stand on screen. */
function orderOf(state: AppState): readonly number[] {
  const { settings } = state;
  const byNumber = Array.from({ length: settings.numHeads }, (_, head) => head);
  return selectMapOrders(state)[presentAnchor(settings)] ?? byNumber;
}

/** True when the buttons of a remote, for the slide after and before, may have been pressed. */
const isPaging = ({ key }: KeyboardEvent): boolean => key === 'PageDown' || key === 'PageUp';

/** True when Enter presses what has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return key === 'Enter' && target instanceof Element && target.closest('button, a, summary') !== null;
}

function actOnScreen({ kind }: PresentAction, screen: ScreenActions): void {
  if (kind === 'blank' || kind === 'help' || kind === 'share') screen.onCover(kind);
  else if (kind === 'theme') screen.onToggleTheme();
  else if (kind === 'cover') screen.onPredict();
}
