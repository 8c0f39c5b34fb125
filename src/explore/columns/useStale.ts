import type { Mechanism } from '../../attention/types.ts';
import { useLasting } from '../../controls/useLasting.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectStaleMaps } from '../../state/shown/wanted.ts';

/**
 * True when the maps of a mechanism are to fade, for newer ones are on their way: at once where KV heads moved, for the
 * column's head shows the new number already; while one types, not before it lasts, for all maps would flicker.
 */
export function useStale(mechanism: Mechanism): boolean {
  const areStale = useAppState(selectStaleMaps);
  const isStale = areStale[mechanism];
  const lasts = useLasting(isStale);
  return isStale && (lasts || !areStale.mha);
}
