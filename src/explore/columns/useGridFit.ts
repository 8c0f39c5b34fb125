import { type RefCallback, useCallback, useMemo, useState } from 'react';
import { fitGrid, type GridFit, gridHeight } from '../../charts/heat/fitGrid.ts';
import { useAppState } from '../../state/shown/hooks/useAppState.tsx';
import { selectHeadNotes } from '../../state/shown/labels/headNotes.ts';
import { selectConfig } from '../../state/shown/wanted.ts';

/** What follows the maps on the first screen, in rem: what its heads do, and the cache with its bytes. */
const BELOW_REM = 4;

/**
 * One mechanism alone fills its card; in a low window, a phone that lies on its side, as far as two rows of its maps stay in
 * sight. As a share of the window's height.
 */
const LEAST_SHARE_ALONE = 0.4;

/** However low the window is, maps are no smaller than this for its sake: then the page scrolls. */
const LEAST_SIDE_PX = 56;

interface Place {
  readonly width: number;
  /** From the top of the page to the maps. */
  readonly top: number;
  readonly windowHeight: number;
  readonly fontSize: number;
  readonly rem: number;
}

/**
 * How the maps of all columns fill what the window leaves below the rows above them. The ref takes the box of one column's
 * maps: columns are equal, and so are then the places of a head.
 */
export function useGridFit(isAlone: boolean): readonly [RefCallback<Element>, GridFit | undefined] {
  const [ref, place] = usePlace();
  const chosen = useAppState(selectConfig).numHeads;
  // Maps of the settings before stay up while new ones are computed.
  const numHeads = useAppState((state) => state.result?.request.config.numHeads) ?? chosen;
  const hasNotes = useAppState(selectHeadNotes) !== null;
  const fit = useMemo(
    () => place && fitPage(numHeads, place, { hasNotes, isAlone }),
    [numHeads, place, hasNotes, isAlone],
  );
  return [ref, fit ?? undefined];
}

interface Kind {
  readonly hasNotes: boolean;
  /** Whether one mechanism has the page's width. */
  readonly isAlone: boolean;
}

/** As `fitGrid`, in a room as high as the window leaves it; where maps would be too small for that, the page scrolls. */
export function fitPage(
  numHeads: number,
  { width, top, windowHeight, fontSize, rem }: Place,
  { hasNotes, isAlone }: Kind,
): GridFit {
  const type = { fontSize, hasNotes };
  const side = isAlone ? Math.max(LEAST_SIDE_PX, LEAST_SHARE_ALONE * windowHeight) : LEAST_SIDE_PX;
  const least = gridHeight(numHeads, side, type);
  return fitGrid(numHeads, { width, height: Math.max(least, windowHeight - top - BELOW_REM * rem), ...type });
}

/** Measures where an element begins on the page, and how wide it is, again whenever the page or the window changes. */
function usePlace(): readonly [RefCallback<Element>, Place | null] {
  const [place, setPlace] = useState<Place | null>(null);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const measure = () => {
      const next = {
        width: element.clientWidth,
        top: Math.round(element.getBoundingClientRect().top + window.scrollY),
        windowHeight: window.innerHeight,
        fontSize: Number.parseFloat(getComputedStyle(element).fontSize),
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      };
      if (next.width === 0) return;
      setPlace((known) => (known && sameParts(known, next) ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What grows above the element moves it, and makes the page longer.
    observer.observe(document.body);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);
  return [ref, place];
}

function sameParts(a: Place, b: Place): boolean {
  return (Object.keys(a) as (keyof Place)[]).every((part) => a[part] === b[part]);
}
