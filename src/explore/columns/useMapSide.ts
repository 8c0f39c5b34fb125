import { type RefCallback, useEffect } from 'react';
import { useSize } from '../../charts/useSize.ts';
import { useActions } from '../../state/shown/hooks/useAppState.tsx';

/** A few pixels more or less, a scroll bar's width for instance, must not have a long text computed again. */
const STEP = 8;

/** For that long a box may be on its way to another size: a dragged window's edge, or Present finding its layout. */
const REST_MS = 100;

/** No screen shows more of one map, and no map is so small that it shows less. */
const MAX_SIDE = 512;
const MIN_SIDE = 16;

/**
 * Tells the engine how many cells a side the maps on screen can show, one a device pixel. With more, `image-rendering:
 * pixelated` would leave some out, and with them a thin bright line. Returns the ref of one map's box.
 */
export function useMapSide(): RefCallback<Element> {
  const [mapRef, box] = useSize();
  const { setMapSide } = useActions();
  const width = box?.width;
  useEffect(() => {
    if (width === undefined) return;
    const timer = setTimeout(() => setMapSide(mapSideOf(width * devicePixelRatio)), REST_MS);
    return () => clearTimeout(timer);
  }, [width, setMapSide]);
  return mapRef;
}

/** Whole steps of cells within `pixels`. */
export function mapSideOf(pixels: number): number {
  return Math.min(MAX_SIDE, Math.max(MIN_SIDE, Math.floor(pixels / STEP) * STEP));
}
