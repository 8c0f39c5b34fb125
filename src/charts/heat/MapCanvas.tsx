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

/** Pixels that every map has on every device. Only larger ones can lack pixels; what then helps comes when one is near. */
const LEAST_PIXELS = 16;

let fitMap: typeof import('./fitMap.ts').fitMap | undefined;

/** Gets what maps of so many tokens take. Called before they are there, it keeps nobody waiting. */
export async function loadFitting(tokens: number): Promise<void> {
  if (tokens > LEAST_PIXELS) fitMap ??= (await import('./fitMap.ts')).fitMap;
}

interface MapCanvasProps {
  readonly maps: Maps;
  readonly queryHead: number;
  readonly table: ColorTable;
}

/**
 * One map: a canvas of exactly one pixel a block, scaled up by CSS; never of more than the device has for it. Painted again only
 * when its numbers or colours change, or how many pixels show them.
 */
export const MapCanvas = memo(function MapCanvas({ maps, queryHead, table }: MapCanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas) return;
    let giveUp = () => {};
    let unfollow = () => {};
    let isOver = false;
    const show = (shown: Maps, head: number) => {
      giveUp();
      giveUp = inTurn(canvas, maps.cells.length, () => {
        paintCanvas(canvas, shown, head, table);
        // Only now does transparent mean masked: the style sheet hatches what is marked so.
        canvas.toggleAttribute('data-painted', true);
      });
    };
    const begin = () => {
      if (isOver) return;
      if (fitMap && maps.side > LEAST_PIXELS) unfollow = fitMap(canvas, maps, queryHead, show);
      else show(maps, queryHead);
    };
    if (fitMap || maps.side <= LEAST_PIXELS) begin();
    else loadFitting(maps.side).then(begin, begin);
    return () => {
      isOver = true;
      unfollow();
      giveUp();
    };
  }, [maps, queryHead, table]);

  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the map around it does.
  return <canvas ref={ref} className="heat-map__canvas hatch" aria-hidden="true" />;
});

/** Paints at once, or maps of many cells when they are in view. Returns a function that gives up. */
function inTurn(canvas: HTMLCanvasElement, cells: number, paint: () => void): () => void {
  // What is printed is not scrolled into view.
  if (cells <= MAX_PIXELS_AT_ONCE || matchMedia('print').matches) {
    paint();
    return () => {};
  }
  let dequeue = () => {};
  const unobserve = onceVisible(canvas, () => {
    dequeue = enqueue(paint);
  });
  return () => {
    unobserve();
    dequeue();
  };
}
