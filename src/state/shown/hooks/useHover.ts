import { useEffect } from 'react';
import type { LockedCell } from '../../facts/settings.ts';
import { useActions } from './useAppState.tsx';

/**
 * Tells which cell a picture of maps is pointed at, by pointer or keyboard. A picture that goes away under the pointer
 * hears of no leaving: its cell would stay lit.
 */
export function useHover(): (cell: LockedCell | null) => void {
  const { setHover } = useActions();
  useEffect(() => () => setHover(null), [setHover]);
  return setHover;
}
