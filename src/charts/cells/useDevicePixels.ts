import { type RefObject, useLayoutEffect, useState } from 'react';
import { useMediaQuery } from '../../controls/useMediaQuery.ts';
import { followDevicePixels } from './devicePixels.ts';

/** Returns what `followDevicePixels` tells of an element; null until then. */
export function useDevicePixels(ref: RefObject<Element | null>): number | null {
  const [pixels, setPixels] = useState<number | null>(null);
  useLayoutEffect(() => (ref.current ? followDevicePixels(ref.current, setPixels) : undefined), [ref]);
  return pixels;
}

/** Returns how many pixels of the device a CSS px has, now and whenever that changes. */
export function usePixelRatio(): number {
  // What it says is known; that it says something else is the news.
  useMediaQuery(`(resolution: ${devicePixelRatio}dppx)`);
  return useMediaQuery('print') ? 1 : devicePixelRatio;
}
