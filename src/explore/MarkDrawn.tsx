import { useLayoutEffect } from 'react';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';

/** Set when all maps of a result are painted, in the frame that shows them. `npm run bench` and profilers read it. */
const DRAWN_MARK = 'headroom:drawn';

/** Stands after the maps, which paint in their own layout effects: those then run before this one. */
export function MarkDrawn(): null {
  const result = useAppState((state) => state.result);
  useLayoutEffect(() => {
    if (!result) return;
    const frame = requestAnimationFrame(() => {
      // The last one alone: a page that is open for days would gather them.
      performance.clearMarks(DRAWN_MARK);
      performance.mark(DRAWN_MARK);
    });
    return () => cancelAnimationFrame(frame);
  }, [result]);
  return null;
}
