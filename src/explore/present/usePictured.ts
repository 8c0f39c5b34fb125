import { useState } from 'react';
import type { Mechanism } from '../../attention/types.ts';
import { useAppState } from '../../state/useAppState.tsx';
import { useShownMaps } from '../columns/useShownMaps.ts';

/**
 * The mechanisms to draw: those `wanted`, as soon as there are maps of all of them. Until then the ones before stay,
 * marked stale: a moment of the old picture reads better than a moment of empty frames.
 */
export function usePictured(wanted: readonly Mechanism[]): readonly Mechanism[] {
  const maps = useShownMaps();
  const hasResult = useAppState((state) => state.result !== null);
  const [pictured, setPictured] = useState(wanted);
  const hasAny = hasResult && Object.keys(maps).length > 0;
  const isReady = !hasAny || wanted.every((mechanism) => maps[mechanism]);
  if (isReady && pictured !== wanted) setPictured(wanted);
  return isReady ? wanted : pictured;
}
