import { useEffect, useState } from 'react';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectIsSettled } from '../state/shown/isSettled.ts';
import { whenPageRests } from '../state/work/whenIdle.ts';

/** Of the page, not of one stay on a screen: who comes back from another finds there what came later. */
let hasPageRested = false;

/** True from when all about the first picture was there, and the page had a moment's rest: what may come later is due. */
export function useHasRested(): boolean {
  const isSettled = useAppState(selectIsSettled);
  const [hasRested, setHasRested] = useState(hasPageRested);
  useEffect(() => {
    hasPageRested ||= hasRested;
    return isSettled && !hasRested ? whenPageRests()(() => setHasRested(true)) : undefined;
  }, [isSettled, hasRested]);
  return hasRested;
}
