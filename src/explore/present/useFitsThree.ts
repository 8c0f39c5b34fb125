import { useSyncExternalStore } from 'react';

/** Three columns need the width of a wide screen: at 4:3 their type would be too small for the last row. */
const WIDE = '(min-aspect-ratio: 3/2)';

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

export const useFitsThree = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(WIDE).matches);
