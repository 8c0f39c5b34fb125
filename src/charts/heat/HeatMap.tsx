import { memo, useMemo } from 'react';
import { kvHeadOf } from '../../attention/sharing.ts';
import type { MapCell } from '../cells/cell.ts';
import type { ColorTable } from '../color/colorTables.ts';
import './heat-map.css';
import { MapCells } from '../cells/MapCells.tsx';
import { MapOverlay } from '../cells/MapOverlay.tsx';
import type { FocusedHead, Maps } from '../cells/maps.ts';
import { MapCanvas } from './MapCanvas.tsx';
import type { FocusLevel } from './useGridFocus.ts';

interface HeatMapProps {
  readonly queryHead: number;
  readonly heads: Pick<Maps, 'numHeads' | 'numKvHeads'>;
  /** Absent until the first run. */
  readonly maps: Maps | null;
  /** This head's every weight, where the maps are pooled and it has come. */
  readonly focused: FocusedHead | undefined;
  readonly tokens: readonly string[];
  readonly table: ColorTable;
  readonly lit: MapCell | null;
  readonly locked: boolean;
  /** Whether Tab reaches this map. */
  readonly tabStop: boolean;
  /** Where the keyboard is in this map: on the map, among its cells, or elsewhere. */
  readonly focus: FocusLevel | null;
  /** Rows that are greyed: this head has nothing to find there. */
  readonly idleRows?: readonly number[] | undefined;
  /** The query whose row stays bright while all others are dimmed. */
  readonly litRow?: number | null | undefined;
  /** The element that says what this head does. */
  readonly descriptionId?: string | undefined;
}

/**
 * One query head's map: cells on a canvas, marks in an SVG layer above it, so that hovering never repaints cells. An image
 * with a name to whoever passes by; an ARIA grid with every weight in words once it has the focus.
 */
export const HeatMap = memo(function HeatMap(props: HeatMapProps) {
  const { queryHead, heads, maps, focused, tokens, table, lit, locked, tabStop, focus } = props;
  const { idleRows, litRow, descriptionId } = props;
  const readable = useMemo(() => maps && { ...maps, focused }, [maps, focused]);
  return (
    <div
      {...accessibility(queryHead, heads, focus ? maps : null)}
      className={maps ? 'heat-map' : 'heat-map heat-map--empty'}
      aria-describedby={descriptionId}
      tabIndex={tabStop && !focus?.cell ? 0 : -1}
      data-query-head={queryHead}
    >
      {maps && (
        <>
          <MapCanvas maps={maps} queryHead={queryHead} table={table} />
          <MapOverlay
            blocks={maps}
            lit={lit}
            own={lit?.queryHead === queryHead}
            locked={locked}
            focused={focus?.cell ?? null}
            idleRows={idleRows}
            litRow={litRow}
          />
          {focus && readable && (
            <MapCells
              maps={readable}
              queryHead={queryHead}
              tokens={tokens}
              active={focus.cell ?? lit ?? { queryPosition: 0, keyPosition: 0 }}
              entered={focus.cell !== null}
            />
          )}
        </>
      )}
    </div>
  );
});

/** The name is part of the app's public face. Rows and columns count their header. */
function accessibility(queryHead: number, heads: HeatMapProps['heads'], readAsGrid: Maps | null) {
  const name = { 'aria-label': `query head ${queryHead}, KV head ${kvHeadOf(queryHead, heads)}` };
  if (!readAsGrid) return { ...name, role: 'img' };
  const size = readAsGrid.sequenceLength + 1;
  return { ...name, role: 'grid', 'aria-rowcount': size, 'aria-colcount': size };
}
