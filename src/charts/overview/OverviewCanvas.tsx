import { memo, useLayoutEffect, useRef } from 'react';
import { usePixelRatio } from '../cells/useDevicePixels.ts';
import { headX, type OverviewLayout } from './layout.ts';
import type { LayersOverviewProps, OverviewRow } from './overviewProps.ts';
import { smallPixels } from './smallPixels.ts';

interface Props extends Pick<LayersOverviewProps, 'rows' | 'causal' | 'table'> {
  readonly layout: OverviewLayout;
}

/** The maps of all layers on one canvas of the device's own pixels. A row is painted when its maps come, the others stay. */
export const OverviewCanvas = memo(function OverviewCanvas({ rows, causal, table, layout }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const painted = useRef<{ readonly key: unknown[]; readonly maps: OverviewRow['maps'][] }>({ key: [], maps: [] });
  const { side, pitch, width, height, left, top } = layout;

  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    const key = [side, width, height, ratio, table, causal];
    const last = painted.current;
    if (key.some((part, index) => part !== last.key[index])) {
      // Setting its size clears it.
      canvas.width = Math.round((width - left) * ratio);
      canvas.height = Math.round((height - top) * ratio);
      painted.current = { key, maps: [] };
    }
    const pixels = Math.max(1, Math.floor(side * ratio));
    for (const [index, row] of rows.entries()) {
      if (!row.maps || painted.current.maps[index] === row.maps) continue;
      painted.current.maps[index] = row.maps;
      for (let head = 0; head < row.numHeads; head++) {
        const size = row.maps.side ** 2;
        const own = row.maps.cells.subarray(head * size, (head + 1) * size);
        const words = smallPixels(own, row.maps.side, pixels, causal, table);
        const image = new ImageData(new Uint8ClampedArray(words.buffer), pixels, pixels);
        context.putImageData(image, Math.round(headX({ pitch }, row, head) * ratio), Math.round(index * pitch * ratio));
      }
    }
  }, [rows, causal, table, side, pitch, width, height, left, top, ratio]);

  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the grid over it does.
    <canvas
      ref={ref}
      className="layers-overview__canvas"
      aria-hidden="true"
      style={{ left, top, width: width - left, height: height - top }}
    />
  );
});
