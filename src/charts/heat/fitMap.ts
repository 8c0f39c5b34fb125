import { followDevicePixels } from '../cells/devicePixels.ts';
import { mapInPixels } from '../cells/mapPixels.ts';
import type { Maps } from '../cells/maps.ts';

/**
 * Gives `show` the map of `queryHead`, as head 0 of its own, as `canvas` can show it: as soon as its size is known, and again when
 * that makes another map of it. Returns a function that ends it.
 */
export function fitMap(
  canvas: HTMLCanvasElement,
  maps: Maps,
  queryHead: number,
  show: (maps: Maps, queryHead: number) => void,
): () => void {
  let shown: number | undefined;
  return followDevicePixels(canvas, (device) => {
    const pixels = Math.min(device, maps.side);
    if (pixels === shown) return;
    shown = pixels;
    show(mapInPixels(maps, queryHead, pixels), 0);
  });
}
