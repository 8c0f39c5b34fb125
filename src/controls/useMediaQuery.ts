import { useCallback, useMemo, useSyncExternalStore } from 'react';

/** Returns whether a media query matches, now and whenever that changes. */
export function useMediaQuery(query: string): boolean {
  // One list for all questions: to make one takes longer than what is drawn in between.
  const list = useMemo(() => matchMedia(query), [query]);
  const subscribe = useCallback(
    (onChange: () => void) => {
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [list],
  );
  return useSyncExternalStore(subscribe, () => list.matches);
}
