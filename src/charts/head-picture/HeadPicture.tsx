import { useMemo } from 'react';
import type { MapCell } from '../cells/cell.ts';
import { MapOverlay } from '../cells/MapOverlay.tsx';
import type { Maps } from '../cells/maps.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { MapCanvas } from '../heat/MapCanvas.tsx';
import type { Size } from '../useSize.ts';
import { HeadFrame } from './HeadFrame.tsx';
import { headPictureLayout } from './layout.ts';

interface Props {
  readonly maps: Maps;
  /** The head that is drawn, one of `maps`. */
  readonly queryHead: number;
  /** Labels of the tokens the weights belong to, one a position. */
  readonly tokens: readonly string[];
  /** From `colorTable`, the same for all maps on the page. */
  readonly table: ColorTable;
  /** What the picture may take with its labels, in px, and the size of their type. */
  readonly room: Size;
  /** The cell with ring and cross hairs, whose tokens are in bold. */
  readonly lit: Pick<MapCell, 'queryPosition' | 'keyPosition'> | null;
  readonly locked?: boolean;
  /** The query whose row stays bright while all others are dimmed. */
  readonly litRow?: number | null | undefined;
}

/**
 * One head large, with its tokens at both axes: a picture alone, beside a map that takes pointer and keys and says its name.
 * From 120 px of room with the first and the last token, from 200 px with all that fit.
 */
export function HeadPicture({ maps, queryHead, tokens, table, room, lit, locked = false, litRow }: Props) {
  const layout = useMemo(() => headPictureLayout(tokens, room, lit), [tokens, room, lit]);
  return (
    <div aria-hidden="true">
      <HeadFrame layout={layout}>
        <div className="heat-map">
          <MapCanvas maps={maps} queryHead={queryHead} table={table} />
          <MapOverlay blocks={maps} lit={lit} own locked={locked} focused={null} litRow={litRow} />
        </div>
      </HeadFrame>
    </div>
  );
}
