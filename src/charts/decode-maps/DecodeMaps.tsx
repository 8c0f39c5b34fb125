import { type CSSProperties, memo, type PointerEvent, useMemo } from 'react';
import { MECHANISM_SHORT } from '../../attention/sharing.ts';
import type { Mechanism } from '../../attention/types.ts';
import { type MapCell, sameCell } from '../cells/cell.ts';
import { MapOverlay } from '../cells/MapOverlay.tsx';
import type { Maps } from '../cells/maps.ts';
import type { ColorTable } from '../color/colorTables.ts';
import { accent } from '../color/palette.ts';
import { gridLayout } from '../heat/gridLayout.ts';
import { MapCanvas } from '../heat/MapCanvas.tsx';
import { cellAt } from './cellAt.ts';
import '../heat/heat-map.css';
import './decode-maps.css';

interface DecodeMapsProps {
  readonly mechanism: Mechanism;
  readonly numHeads: number;
  /** Divides `numHeads`. */
  readonly numKvHeads: number;
  /** Null before the first row. Another object is painted again. */
  readonly maps: Maps | null;
  /** Rows and columns of a whole map. */
  readonly capacity: number;
  /** Rows that are there, from the top. */
  readonly rows: number;
  readonly table: ColorTable;
  /** The cell that is pointed at, in whatever mechanism. */
  readonly cell: MapCell | null;
  readonly onHover: (cell: MapCell | null) => void;
}

/**
 * All query heads' maps, which fill row by row. Below the last row there is nothing yet, and nothing is painted: an outline
 * with paper in it, which is neither a weight of 0 nor hatched as masked cells are.
 */
export const DecodeMaps = memo(function DecodeMaps(props: DecodeMapsProps) {
  const { mechanism, numHeads, numKvHeads, maps, capacity, rows, table, cell, onHover } = props;
  const { columns, bands } = useMemo(() => gridLayout({ numHeads, numKvHeads }), [numHeads, numKvHeads]);
  const hover = (next: MapCell | null) => {
    if (!sameCell(next, cell)) onHover(next);
  };
  return (
    <div
      className="decode-maps"
      role="img"
      aria-label={`${MECHANISM_SHORT[mechanism]}, decoded: ${rows} of ${capacity} rows in each map`}
      style={
        {
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          '--filled': rows / capacity,
          '--row': 1 / capacity,
          '--accent': accent(mechanism),
        } as CSSProperties
      }
      onPointerMove={(event: PointerEvent) => hover(cellAt(event, capacity))}
      onPointerLeave={() => hover(null)}
    >
      {bands.map(({ row, column, rowSpan, columnSpan }) => (
        <div
          key={`${row} ${column}`}
          className="decode-maps__band"
          style={{ gridArea: `${row + 1} / ${column + 1} / span ${rowSpan} / span ${columnSpan}` }}
        />
      ))}
      {Array.from({ length: numHeads }, (_, head) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a head is its index.
          key={head}
          className="decode-maps__map"
          data-head={head}
          style={{ gridRow: Math.floor(head / columns) + 1, gridColumn: (head % columns) + 1 }}
        >
          {maps && rows > 0 && (
            <>
              <MapCanvas maps={maps} queryHead={head} table={table} />
              <div className="decode-maps__to-come" />
              <div className="decode-maps__newest" />
              {cell && cell.queryPosition < rows && (
                <MapOverlay blocks={maps} lit={cell} own={cell.queryHead === head} locked={false} focused={null} />
              )}
            </>
          )}
        </div>
      ))}
    </div>
  );
});
