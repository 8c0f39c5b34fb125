import { useEffect, useMemo } from 'react';
import { MECHANISMS, type Mechanism } from '../attention/types.ts';
import { useActions } from '../state/shown/hooks/useAppState.tsx';

/** Shows, and so computes, one mechanism alone, or all three for `null`. Returns those on screen. */
export function useShowOnly(only: Mechanism | null): readonly Mechanism[] {
  const { setVisibleMechanisms } = useActions();
  const shown = useMemo(() => (only === null ? MECHANISMS : [only]), [only]);
  useEffect(() => setVisibleMechanisms(shown), [shown, setVisibleMechanisms]);
  // Only at the end: all three in between would be computed, and nobody would see them.
  useEffect(() => () => setVisibleMechanisms(MECHANISMS), [setVisibleMechanisms]);
  return shown;
}
