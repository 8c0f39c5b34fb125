import { useLayoutEffect, useRef } from 'react';
import type { Screen } from '../state/facts/settings.ts';

/** Shows another screen from its top: how far the one before it was scrolled means nothing there. */
export function useTopOfScreen(screen: Screen): void {
  const shown = useRef(screen);
  useLayoutEffect(() => {
    if (shown.current !== screen) window.scrollTo(0, 0);
    shown.current = screen;
  }, [screen]);
}
