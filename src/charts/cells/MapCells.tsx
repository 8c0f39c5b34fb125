// biome-ignore-all lint/a11y/useSemanticElements: the grid around these rows is a focusable picture; it cannot be a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: only cells take the focus, as in the ARIA grid pattern.
import { memo } from 'react';
import type { MapCell } from './cell.ts';
import { type AxisWindow, axisWindow, cellText } from './cellWindow.ts';
import { type Maps, weightAt } from './maps.ts';

interface MapCellsProps {
  readonly maps: Maps;
  readonly queryHead: number;
  readonly tokens: readonly string[];
  readonly active: Pick<MapCell, 'queryPosition' | 'keyPosition'>;
  /** Whether the keyboard is among the cells: the active one then is the column's Tab stop. */
  readonly entered: boolean;
}

/** The focused map in words: the rows and cells of an ARIA grid, out of sight. Row and column 1 hold the headers. */
export function MapCells({ maps, queryHead, tokens, active, entered }: MapCellsProps) {
  const { sequenceLength } = maps;
  const rows = axisWindow(active.queryPosition, sequenceLength);
  const columns = axisWindow(active.keyPosition, sequenceLength);
  return (
    <div translate="no" className="heat-map__cells">
      <div role="row" aria-rowindex={1}>
        <span role="columnheader" aria-colindex={1}>
          query ↓ key →
        </span>
        {positions(columns).map((key) => (
          <span key={key} role="columnheader" aria-colindex={key + 2}>
            <TokenName tokens={tokens} position={key} />
          </span>
        ))}
      </div>
      {positions(rows).map((query) => (
        <CellRow
          key={query}
          maps={maps}
          queryHead={queryHead}
          tokens={tokens}
          queryPosition={query}
          from={columns.from}
          to={columns.to}
          tabStop={entered && query === active.queryPosition ? active.keyPosition : null}
        />
      ))}
    </div>
  );
}

interface CellRowProps extends AxisWindow {
  readonly maps: Maps;
  readonly queryHead: number;
  readonly tokens: readonly string[];
  readonly queryPosition: number;
  /** Key position of the cell that Tab reaches, if it is in this row. */
  readonly tabStop: number | null;
}

/** Memoised: a step of the active cell draws two rows again, not all of them. */
const CellRow = memo(function CellRow({ maps, queryHead, tokens, queryPosition, from, to, tabStop }: CellRowProps) {
  return (
    <div role="row" aria-rowindex={queryPosition + 2}>
      <span role="rowheader" aria-colindex={1}>
        <TokenName tokens={tokens} position={queryPosition} />
      </span>
      {positions({ from, to }).map((keyPosition) => (
        <span
          key={keyPosition}
          role="gridcell"
          aria-colindex={keyPosition + 2}
          tabIndex={keyPosition === tabStop ? 0 : -1}
          data-query-position={queryPosition}
          data-key-position={keyPosition}
        >
          {cellText(weightAt(maps, { queryHead, queryPosition, keyPosition }))}
        </span>
      ))}
    </div>
  );
});

/** Token and position: the same token may stand in several places. */
function TokenName({ tokens, position }: { readonly tokens: readonly string[]; readonly position: number }) {
  return (
    <>
      <bdi translate="no">{tokens[position]}</bdi> ({position})
    </>
  );
}

function positions({ from, to }: AxisWindow): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
