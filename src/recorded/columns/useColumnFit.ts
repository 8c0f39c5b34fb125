import { type RefCallback, useMemo } from 'react';
import { fitGrid, type GridFit, gridHeight } from '../../charts/heat/fitGrid.ts';
import { useSize } from '../../charts/useSize.ts';
import { useWindowHeight } from './useWindowHeight.ts';

/** As a share of the window's height: what stands above the maps, and the layers below them, are to be in sight as well. */
const SHARE = 0.56;

/** However low the window is, maps are no smaller than this for its sake: then the page scrolls. */
const LEAST_SIDE_PX = 48;

/** How a column's maps fill its width, and as much of the window's height as is theirs. The ref takes their box. */
export function useColumnFit(
  { numHeads, tokens }: { readonly numHeads: number; readonly tokens: number },
  hasNotes: boolean,
): readonly [RefCallback<Element>, GridFit | null] {
  const [ref, box] = useSize();
  const windowHeight = useWindowHeight();
  const width = box?.width;
  const fontSize = box?.fontSize;
  const fit = useMemo(
    () => (width && fontSize ? fitColumn(numHeads, tokens, { width, fontSize, windowHeight, hasNotes }) : null),
    [numHeads, tokens, width, fontSize, windowHeight, hasNotes],
  );
  return [ref, fit];
}

/** A map of one token is no wall of a single cell. */
const MOST_CELL_PX = 48;

interface Room {
  readonly width: number;
  readonly fontSize: number;
  readonly windowHeight: number;
  readonly hasNotes: boolean;
}

export function fitColumn(
  numHeads: number,
  tokens: number,
  { width, fontSize, windowHeight, hasNotes }: Room,
): GridFit {
  const least = gridHeight(numHeads, LEAST_SIDE_PX, { fontSize, hasNotes });
  const fit = fitGrid(numHeads, { width, height: Math.max(least, SHARE * windowHeight), fontSize, hasNotes });
  return { ...fit, side: Math.min(fit.side, MOST_CELL_PX * Math.max(2, tokens)) };
}
