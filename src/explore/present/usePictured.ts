import { useMemo } from 'react';
import { MECHANISMS, type Mechanism } from '../../attention/types.ts';
import { useShownMaps } from '../../state/shown/shownMaps.ts';

/**
 * The mechanisms to draw: those `wanted`, as soon as there are maps of all of them. Until then those of the last run stay,
 * marked stale: a moment of an old picture reads better than a moment of empty frames.
 */
export function usePictured(wanted: readonly Mechanism[]): readonly Mechanism[] {
  const maps = useShownMaps();
  return useMemo(() => {
    const drawn = MECHANISMS.filter((mechanism) => maps[mechanism]);
    const isReady = drawn.length === 0 || wanted.every((mechanism) => maps[mechanism]);
    return isReady ? wanted : drawn;
  }, [maps, wanted]);
}
