import { memo, useLayoutEffect, useRef } from 'react';
import type { ColorTable } from '../color/colorTables.ts';
import '../color/hatch.css';
import '../heat/heat-map.css';
import type { MapCell } from '../cells/cell.ts';
import { createFrameQueue } from '../cells/frameQueue.ts';
import { MapOverlay } from '../cells/MapOverlay.tsx';
import { useDevicePixels } from '../cells/useDevicePixels.ts';
import type { DifferenceMaps } from './differenceMaps.ts';
import { paintDifferenceCanvas } from './paintDifference.ts';

/** 64 canvases take longer to open than a frame has. */
const enqueue = createFrameQueue(
  (callback) => requestAnimationFrame(callback),
  () => performance.now(),
);

interface DifferenceMapProps {
  readonly maps: DifferenceMaps;
  readonly queryHead: number;
  readonly table: ColorTable;
  /** The cell lit in every map. */
  readonly lit: MapCell | null;
}

/**
 * One head's difference: a canvas of one pixel a block, scaled up by CSS and never of more than the device has for it, with the lit
 * cell marked on top.
 */
export const DifferenceMap = memo(function DifferenceMap({ maps, queryHead, table, lit }: DifferenceMapProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const device = useDevicePixels(ref);
  const pixels = device && Math.min(device, maps.side);
  useLayoutEffect(() => {
    const canvas = ref.current;
    if (!canvas || pixels === null) return;
    const paint = () => paintDifferenceCanvas(canvas, maps, queryHead, table, pixels);
    const isPrinted = matchMedia('print').matches;
    if (isPrinted) paint();
    return isPrinted ? undefined : enqueue(paint);
  }, [maps, queryHead, table, pixels]);
  return (
    <span className="heat-map difference-map">
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the button around it does. */}
      <canvas ref={ref} className="heat-map__canvas hatch" data-painted="" aria-hidden="true" />
      <MapOverlay blocks={maps} lit={lit} own={lit?.queryHead === queryHead} locked focused={null} />
    </span>
  );
});
