import { type RefCallback, useMemo } from 'react';
import { extentOf } from '../cells/blocks.ts';
import type { MapCell } from '../cells/cell.ts';
import type { FocusedHead, Maps } from '../cells/maps.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { HeatMap } from '../heat/HeatMap.tsx';
import { useGridFocus } from '../heat/useGridFocus.ts';
import { useGridPointer } from '../heat/useGridPointer.ts';
import { HeadFrame } from './HeadFrame.tsx';
import type { HeadPictureLayout } from './layout.ts';

interface Props {
  /** What the map is, e.g. "GQA attention map". */
  readonly name: string;
  readonly maps: Maps;
  /** The head that is drawn, one of `maps`. */
  readonly queryHead: number;
  /** Where the maps are pooled: the head whose every weight is here. */
  readonly focused?: FocusedHead | undefined;
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  /** From `headPictureLayout`. */
  readonly layout: HeadPictureLayout;
  /** The cell with ring and cross hairs, of this very head; null for none. */
  readonly cell: MapCell | null;
  readonly locked: boolean;
  readonly onHover: (cell: MapCell | null) => void;
  readonly onLock: (cell: MapCell | null) => void;
  readonly stale: boolean;
  readonly idleRows?: readonly number[] | undefined;
  /** The query whose row stays bright while all others are dimmed. */
  readonly litRow?: number | null | undefined;
  /** Takes the box of the map. */
  readonly mapRef?: RefCallback<Element> | undefined;
}

const STAY = () => {};

/** One head large, with its tokens at both axes, worked by pointer and keys as a map among many is. */
export function LargeHead(props: Props) {
  const { name, maps, queryHead, focused, tokens, table, layout, cell, locked, onHover, onLock } = props;
  const { stale, idleRows, litRow, mapRef } = props;
  const { numHeads, numKvHeads, sequenceLength } = maps;
  const heads = useMemo(() => ({ numHeads, numKvHeads }), [numHeads, numKvHeads]);
  const order = useMemo(() => [queryHead], [queryHead]);
  const focus = useGridFocus({
    ...{ order, columns: 1, sequenceLength },
    ...{ cell, locked, onHover, onLock, onEnter: STAY },
  });
  const pointer = useGridPointer({ sequenceLength, extent: extentOf(maps), onHover, toggleLock: focus.toggleLock });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls; this is a picture.
    <div
      ref={focus.ref}
      role="group"
      aria-label={name}
      className={stale ? 'map-grid__maps--stale' : undefined}
      {...focus.handlers}
      {...pointer}
    >
      <HeadFrame layout={layout}>
        <div ref={mapRef}>
          <HeatMap
            queryHead={queryHead}
            heads={heads}
            maps={maps}
            focused={focused?.queryHead === queryHead ? focused : undefined}
            tokens={tokens}
            table={table}
            lit={cell}
            locked={locked}
            tabStop
            focus={focus.focusedHead === queryHead ? focus.level : null}
            idleRows={idleRows}
            litRow={litRow}
          />
        </div>
      </HeadFrame>
    </div>
  );
}
