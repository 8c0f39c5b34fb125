import { useEffect, useRef, useState } from 'react';
import { selectCache } from '../../state/shown/figures.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectStaleMaps } from '../../state/shown/wanted.ts';
import { movedSentence } from './movedSentence.ts';

/** Whoever steps on within this is not interrupted. */
const REST_MS = 400;

/**
 * Tells a screen reader what moving KV heads came to, once they rest and the maps are there. Typing is not told of: what one
 * types is heard, and a word after each letter would drown it. While it is covered, nothing is told.
 */
export function KvHeadsStatus({ isCovered = false }: { readonly isCovered?: boolean }) {
  const numKvHeads = useAppState((state) => state.settings.numKvHeads);
  const areMapsThere = useAppState((state) => state.result !== null && !selectStaleMaps(state).gqa);
  const { exactBytes, shareOfMha } = useAppState(selectCache).gqa;
  const [told, setTold] = useState('');
  const lastTold = useRef(numKvHeads);
  useEffect(() => {
    if (lastTold.current === numKvHeads || !areMapsThere || isCovered) return;
    const timer = setTimeout(() => {
      lastTold.current = numKvHeads;
      setTold(movedSentence(numKvHeads, exactBytes, shareOfMha));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [numKvHeads, areMapsThere, isCovered, exactBytes, shareOfMha]);
  return (
    <p className="visually-hidden" role="status">
      {!isCovered && told}
    </p>
  );
}
