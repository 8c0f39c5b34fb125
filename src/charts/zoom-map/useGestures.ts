import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Place } from './view/view.ts';

/** What pointers ask of the window. Places are shares of it, 0 … 1 from its left and its top. */
export interface Gestures {
  /** Comes nearer by `factor` about a place. Returns whether there was anything left to zoom. */
  readonly onZoom: (factor: number, at: Place) => boolean;
  /** The map is dragged: what was here is now there. */
  readonly onDrag: (by: Place) => void;
  readonly onClick: (at: Place) => void;
  /** A mouse or a pen is over a place; null when it leaves. */
  readonly onPoint: (at: Place | null) => void;
}

/** Farther than this, in px, a press is a drag and no click. */
const CLICK_SLOP = 4;

/** Wheel pixels that double the size. A line of a wheel that counts in lines is taken for 16 px. */
const DOUBLING_PX = 240;
const LINE_PX = 16;

/** Wheel, drag, pinch, click and hover on one element. */
export function useGestures(ref: RefObject<HTMLElement | null>, gestures: Gestures) {
  const latest = useRef(gestures);
  latest.current = gestures;
  const pressed = useRef(new Map<number, Place>());
  const drag = useRef({ distance: 0, wasPinch: false });

  // React listens to wheels passively, where the page can't be kept from scrolling.
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const zoom = (event: WheelEvent) => {
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      // Where all is in view already, the page scrolls on.
      if (latest.current.onZoom(2 ** (-pixels / DOUBLING_PX), placeOf(event, element))) event.preventDefault();
    };
    element.addEventListener('wheel', zoom, { passive: false });
    return () => element.removeEventListener('wheel', zoom);
  }, [ref]);

  function release(event: PointerEvent<HTMLElement>) {
    pressed.current.delete(event.pointerId);
  }

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pressed.current.size === 0) drag.current = { distance: 0, wasPinch: false };
      pressed.current.set(event.pointerId, placeOf(event, event.currentTarget));
      if (pressed.current.size > 1) drag.current.wasPinch = true;
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const to = placeOf(event, event.currentTarget);
      const from = pressed.current.get(event.pointerId);
      if (!from) {
        // A finger that scrolls past would leave a trail.
        if (event.pointerType !== 'touch') latest.current.onPoint(to);
        return;
      }
      pressed.current.set(event.pointerId, to);
      const other = [...pressed.current].find(([id]) => id !== event.pointerId)?.[1];
      if (other) pinch(from, to, other, latest.current);
      else {
        const by = { x: to.x - from.x, y: to.y - from.y };
        drag.current.distance += Math.hypot(by.x, by.y) * event.currentTarget.clientWidth;
        if (drag.current.distance > CLICK_SLOP) latest.current.onDrag(by);
      }
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const isClick = pressed.current.has(event.pointerId) && drag.current.distance <= CLICK_SLOP;
      release(event);
      if (isClick && !drag.current.wasPinch) latest.current.onClick(placeOf(event, event.currentTarget));
    },
    onPointerCancel: release,
    onPointerLeave(event: PointerEvent<HTMLElement>) {
      if (event.pointerType !== 'touch') latest.current.onPoint(null);
    },
  };
}

/** One of two fingers moves: the distance between them zooms, their middle drags. */
function pinch(from: Place, to: Place, other: Place, { onZoom, onDrag }: Gestures) {
  const [before, after] = [from, to].map(({ x, y }) => Math.hypot(x - other.x, y - other.y)) as [number, number];
  onDrag({ x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 });
  if (before > 0 && after > 0) onZoom(after / before, { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
}

function placeOf(
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  element: Element,
): Place {
  const box = element.getBoundingClientRect();
  return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
}
