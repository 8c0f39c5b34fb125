import { memo, useLayoutEffect, useRef } from 'react';
import type { HeadMap } from '../../attention/head-map/headMap.ts';
import { usePixelRatio } from '../cells/useDevicePixels.ts';
import type { ColorTable } from '../color/colorTables.ts';
import type { Theme } from '../color/palette.ts';
import { paintWindow } from './paintWindow.ts';
import type { View } from './view/view.ts';

interface WindowCanvasProps {
  readonly map: HeadMap;
  readonly view: View;
  readonly table: ColorTable;
  readonly theme: Theme;
  /** In px. */
  readonly side: number;
}

/** The cells in view, a canvas of the device's own pixels. Painted again only when numbers, colours or the view change. */
export const WindowCanvas = memo(function WindowCanvas({ map, view, table, theme, side }: WindowCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const pixels = deviceSide(side, usePixelRatio());
  useLayoutEffect(() => {
    if (ref.current) paintWindow(ref.current, { map, view, table, theme, side: pixels });
  }, [map, view, table, theme, pixels]);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the window over it does.
    <canvas ref={ref} className="zoom-map__canvas" aria-hidden="true" style={{ width: side, height: side }} />
  );
});

/** Pixels of the device along the side of a window of `side` CSS px. Rounded down: more would be squeezed together. */
export function deviceSide(side: number, ratio: number): number {
  return Math.max(1, Math.floor(side * ratio));
}
