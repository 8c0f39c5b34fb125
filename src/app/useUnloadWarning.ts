import { useEffect } from 'react';
import { useAppState } from '../state/shown/hooks/useAppState.tsx';
import { selectIsUntaken } from '../state/shown/train/trainSelectors.ts';

/** Has the browser ask before the page is left while it holds what was trained and is in no file: no link carries that. */
export function useUnloadWarning(): void {
  const warns = useAppState(selectIsUntaken);
  useEffect(() => {
    if (!warns) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [warns]);
}
