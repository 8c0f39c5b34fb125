import { interpolateNumberArray, timer } from 'd3';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { kvCentres } from './geometry.ts';
import type { WiringLayout } from './layout.ts';

const DURATION_MS = 180;

/**
 * When the number of KV heads changes, slides the wires' lower ends, and the KV heads with them, from where they are to
 * where React has just put them. React owns the nodes; this only writes `x2` and `transform` of those under `root`, and
 * its last frame is what React rendered. A change of the query heads or of the box is not a motion.
 */
export function useTieMotion(root: RefObject<SVGGElement | null>, layout: WiringLayout | null): void {
  const shown = useRef<{ layout: WiringLayout; endX: readonly number[] } | null>(null);
  useLayoutEffect(() => {
    if (!root.current || !layout) return;
    const group = root.current;
    const show = (endX: readonly number[]) => {
      shown.current = { layout, endX };
      placeEnds(group, layout, endX);
    };
    const before = shown.current;
    if (before === null || !isMotion(before.layout, layout)) {
      show(layout.endX);
      return;
    }
    const between = interpolateNumberArray([...before.endX], [...layout.endX]);
    show(before.endX);
    const motion = timer((elapsedMs) => {
      const progress = Math.min(1, elapsedMs / DURATION_MS);
      const eased = 1 - (1 - progress) ** 3;
      // The interpolator writes into one array again and again.
      show([...between(eased)]);
      if (progress === 1) motion.stop();
    });
    return () => {
      motion.stop();
    };
  }, [root, layout]);
}

/** True when the wires slide from one layout to the other: only KV heads changed, and nobody asked for less motion. */
export function isMotion(before: WiringLayout, after: WiringLayout): boolean {
  return (
    before.numKvHeads !== after.numKvHeads &&
    before.numHeads === after.numHeads &&
    before.queryX.at(-1) === after.queryX.at(-1) &&
    !matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

function placeEnds(group: SVGGElement, layout: WiringLayout, endX: readonly number[]): void {
  const kvX = kvCentres(endX, layout);
  for (const [head, wire] of group.querySelectorAll('.wiring__wire').entries())
    wire.setAttribute('x2', String(endX[head] ?? 0));
  for (const [kvHead, mark] of group.querySelectorAll('.wiring__kv').entries())
    mark.setAttribute('transform', `translate(${kvX[kvHead] ?? 0},0)`);
}
