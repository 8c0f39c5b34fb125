import { useSyncExternalStore } from 'react';

/** Returns the window's height in CSS px, now and whenever it changes. */
export function useWindowHeight(): number {
  return useSyncExternalStore(follow, () => window.innerHeight);
}

function follow(onChange: () => void): () => void {
  addEventListener('resize', onChange);
  return () => removeEventListener('resize', onChange);
}
