// biome-ignore-all lint/a11y/useSemanticElements: the grid lies over a picture and takes its keys; it cannot be a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: only cells take the focus, as in the ARIA grid pattern.
import { type KeyboardEvent, type MouseEvent, memo, useLayoutEffect, useRef, useState } from 'react';
import { axisWindow } from '../cells/cellWindow.ts';
import { nextCell } from '../cells/navigation.ts';
import type { Place } from './MatrixMarks.tsx';

interface MatrixCellsProps {
  /** E.g. "GQA: how alike two heads are". */
  readonly name: string;
  readonly order: readonly number[];
  /** [numHeads, numHeads] */
  readonly similarity: Float64Array;
  readonly onPoint: (place: Place | null) => void;
  readonly onSelect: (place: Place) => void;
}

/**
 * What takes pointer and keys over a matrix: an ARIA grid with every figure in words, out of sight, one Tab stop. Of many
 * heads, those around the active cell are present as elements.
 */
export const MatrixCells = memo(function MatrixCells({ name, order, similarity, onPoint, onSelect }: MatrixCellsProps) {
  const grid = useRef<HTMLDivElement>(null);
  const under = useRef<Place | null>(null);
  const [wanted, setWanted] = useState<Place>({ row: 0, column: 0 });
  // Of many heads, moving may take away the very element that has the focus: what is focused then tells nothing.
  const follows = useRef(false);
  const numHeads = order.length;
  const last = numHeads - 1;
  // There may be fewer heads now than when the cell was chosen.
  const active = { row: Math.min(wanted.row, last), column: Math.min(wanted.column, last) };
  const rows = axisWindow(active.row, numHeads);
  const columns = axisWindow(active.column, numHeads);
  const at = (place: number) => order[place] as number;

  // The cell's element may exist only after the render that made it the active one.
  useLayoutEffect(() => {
    if (!follows.current) return;
    follows.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-place="${wanted.row} ${wanted.column}"]`)?.focus();
  }, [wanted]);

  function move(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = event.key === 'Enter' || event.key === ' ';
    const next = nextCell(event.key, { queryPosition: active.row, keyPosition: active.column }, numHeads);
    if (!opens && !next) return;
    // Ours: neither the page's scrolling nor the app's own keys should act on it, too.
    event.preventDefault();
    event.stopPropagation();
    if (opens) onSelect(active);
    if (!next) return;
    follows.current = true;
    setWanted({ row: next.queryPosition, column: next.keyPosition });
  }

  function placeUnder({ clientX, clientY, currentTarget }: MouseEvent): Place {
    const box = currentTarget.getBoundingClientRect();
    const along = (distance: number, length: number) =>
      Math.min(last, Math.max(0, Math.floor((distance / length) * numHeads)));
    return { row: along(clientY - box.top, box.height), column: along(clientX - box.left, box.width) };
  }

  function point(next: Place | null) {
    if (next?.row === under.current?.row && next?.column === under.current?.column) return;
    under.current = next;
    onPoint(next);
  }

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={name}
      aria-rowcount={numHeads + 1}
      aria-colcount={numHeads + 1}
      className="likeness-matrix__grid"
      onKeyDown={move}
      onFocus={({ target }) => {
        const place = placeOf(target) ?? active;
        point(place);
        // Also moved by a screen reader's own cursor, not only by our keys.
        if (place.row !== wanted.row || place.column !== wanted.column) setWanted(place);
      }}
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || point(null)}
      onPointerMove={(event) => event.pointerType === 'touch' || point(placeUnder(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        // A screen reader clicks on the cell's own element, which is out of sight and not where the cell is.
        onSelect(placeOf(event.target) ?? placeUnder(event));
      }}
    >
      <div className="visually-hidden" role="rowgroup">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader" aria-colindex={1}>
            query head
          </span>
          {range(columns).map((column) => (
            <span key={column} role="columnheader" aria-colindex={column + 2}>
              Q {at(column)}
            </span>
          ))}
        </div>
        {range(rows).map((row) => (
          <div key={row} role="row" aria-rowindex={row + 2}>
            <span role="rowheader" aria-colindex={1}>
              Q {at(row)}
            </span>
            {range(columns).map((column) => (
              <span
                key={column}
                role="gridcell"
                aria-colindex={column + 2}
                tabIndex={row === active.row && column === active.column ? 0 : -1}
                data-place={`${row} ${column}`}
              >
                {(similarity[at(row) * numHeads + at(column)] as number).toFixed(3)}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
});

/** The place of a cell's element; null for anything else. */
function placeOf(target: EventTarget): Place | null {
  const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
  if (place === undefined) return null;
  const [row, column] = place.split(' ').map(Number) as [number, number];
  return { row, column };
}

function range({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
