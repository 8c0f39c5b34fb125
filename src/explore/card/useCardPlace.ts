import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { LitCell } from '../../state/facts/settings.ts';
import { cardPlace } from './cardPlace.ts';

/** Keeps the card beside the map that is pointed at, also while the page scrolls; out of sight where there is no room for it. */
export function useCardPlace(cell: LitCell | null): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (cell === null) return;
    const place = () => {
      const card = ref.current;
      const map = document.querySelector(
        `section[data-mechanism="${cell.mechanism}"] [data-query-head="${cell.queryHead}"]`,
      );
      if (!card || !map) return;
      const extent = { width: card.offsetWidth, height: card.offsetHeight };
      const at = cardPlace(map.getBoundingClientRect(), extent, { width: innerWidth, height: innerHeight });
      card.style.visibility = at ? 'visible' : 'hidden';
      if (at) card.style.translate = `${at.left}px ${at.top}px`;
    };
    place();
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  });
  return ref;
}
