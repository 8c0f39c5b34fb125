import { useEffect } from 'react';
import { useActions } from '../state/shown/hooks/useAppState.tsx';

/** Stands where Present will, while its code comes. Escape goes back, as it does from Present itself. */
export function LoadingPresent() {
  const { update } = useActions();
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) update({ present: false });
    };
    document.addEventListener('keydown', leave);
    return () => document.removeEventListener('keydown', leave);
  }, [update]);
  return <p className="app__loading">Loading Present …</p>;
}
