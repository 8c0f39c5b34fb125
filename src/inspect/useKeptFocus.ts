import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';
import type { InspectPane } from '../state/facts/settings.ts';

/**
 * Where a button within a pane leads to another pane, it goes with its own, and the focus with it: the open tab gets it.
 * Returns what the panel has to tell.
 */
export function useKeptFocus(tabs: RefObject<HTMLElement | null>, pane: InspectPane) {
  const isInside = useRef(false);
  const shown = useRef(pane);
  useEffect(() => {
    if (shown.current === pane) return;
    shown.current = pane;
    if (isInside.current && document.activeElement === document.body) focusOpenTab(tabs.current);
  }, [tabs, pane]);
  return {
    onFocus() {
      isInside.current = true;
    },
    onBlur({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>) {
      // Nowhere: what had the focus was taken away, or the window is no longer the active one.
      if (relatedTarget !== null) isInside.current = currentTarget.contains(relatedTarget);
    },
  };
}

export function focusOpenTab(tabs: HTMLElement | null): void {
  tabs?.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
}
