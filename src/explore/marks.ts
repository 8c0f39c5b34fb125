import { useLayoutEffect } from 'react';
import { useAppState } from '../state/useAppState.tsx';

/** Set when all maps of a result are painted, in the frame that shows them. `npm run bench` and profilers read it. */
const DRAWN_MARK = 'headroom:drawn';

/** The maps paint in their own layout effects, which run before this one when it stands in their parent. */
export function useMarkDrawn(): void {
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
}
