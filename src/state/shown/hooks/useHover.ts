import { useCallback, useEffect } from 'react';
import type { Mechanism } from '../../../attention/types.ts';
import type { LockedCell } from '../../facts/settings.ts';
import { useActions } from './useAppState.tsx';

/**
 * Tells which cell a picture of `mechanism`'s maps is pointed at, by pointer or keyboard. A picture that goes away under the pointer
 * hears of no leaving: its cell would stay lit.
 */
export function useHover(mechanism: Mechanism): (cell: LockedCell | null) => void {
  const { setHover } = useActions();
  useEffect(() => () => setHover(null), [setHover]);
  return useCallback((cell) => setHover(cell && { mechanism, ...cell }), [setHover, mechanism]);
}
