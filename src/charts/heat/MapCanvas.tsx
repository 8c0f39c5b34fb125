import { memo, useLayoutEffect, useRef } from 'react';
import { createFrameQueue } from '../cells/frameQueue.ts';
import type { ColorTable } from '../color/colorTables.ts';
import '../color/hatch.css';
import type { Maps } from '../cells/maps.ts';
import { paintCanvas } from '../color/paintCanvas.ts';
import { onceVisible } from './visibility.ts';

/**
 * Up to here, 16 maps of 128 × 128 pixels, a column paints in a few milliseconds, before the frame that shows it. Larger
 * ones are painted when in view, a slice each frame.
 */
const MAX_PIXELS_AT_ONCE = 2 ** 18;

const enqueue = createFrameQueue(
  (callback) => requestAnimationFrame(callback),
  () => performance.now(),
);

interface MapCanvasProps {
  readonly maps: Maps;
  readonly queryHead: number;
  readonly table: ColorTable;
}

/** One map: a canvas of exactly one pixel a block, scaled by CSS. Painted again only when its numbers or colours change. */
export const MapCanvas = memo(function MapCanvas({ maps, queryHead, table }: MapCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    const paint = () => {
      paintCanvas(canvas, maps, queryHead, table);
      // Only now does transparent mean masked: the style sheet hatches what is marked so.
      canvas.toggleAttribute('data-painted', true);
    };
    // What is printed is not scrolled into view.
    if (maps.cells.length <= MAX_PIXELS_AT_ONCE || matchMedia('print').matches) {
      paint();
      return;
    }
    let dequeue = () => {};
    const unobserve = onceVisible(canvas, () => {
      dequeue = enqueue(paint);
    });
    return () => {
      unobserve();
      dequeue();
    };
  }, [maps, queryHead, table]);

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the map around it does.
  return <canvas ref={ref} className="heat-map__canvas hatch" aria-hidden="true" />;
});
