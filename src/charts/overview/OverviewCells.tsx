// biome-ignore-all lint/a11y/useSemanticElements: the grid lies over a picture and takes its keys; it cannot be a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: only cells take the focus, as in the ARIA grid pattern.
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef } from 'react';
import { kvHeadOf } from '../../attention/sharing.ts';
import { axisWindow } from '../cells/cellWindow.ts';
import { type OverviewLayout, placeAt } from './layout.ts';
import { nextPlace } from './navigation.ts';
import type { LayersOverviewProps, OverviewPlace, OverviewRow } from './overviewProps.ts';

interface Props extends Pick<LayersOverviewProps, 'name' | 'rows' | 'onChoose'> {
  readonly layout: OverviewLayout;
  /** Where the keyboard is, or comes to: the chosen place. */
  readonly active: OverviewPlace;
  readonly onPoint: (place: OverviewPlace | null) => void;
}

/**
 * What takes pointer and keys over the maps: an ARIA grid with every head in words, out of sight, one Tab stop. An arrow key
 * chooses at once. Of many heads, those around the chosen one are present as elements.
 */
export function OverviewCells({ name, rows, layout, active, onPoint, onChoose }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  // The cell's element may exist only after the render that made it the chosen one.
  const follows = useRef(false);
  const most = Math.max(...rows.map(({ numHeads }) => numHeads));
  const shownRows = axisWindow(active.row, rows.length);
  const shownHeads = axisWindow(active.head, most);

  useLayoutEffect(() => {
    if (!follows.current) return;
    follows.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-place="${active.row} ${active.head}"]`)?.focus();
  }, [active.row, active.head]);

  function move(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const opens = event.key === 'Enter' || event.key === ' ';
    const next = opens ? active : nextPlace(event.key, active, rows);
    if (!next) return;
    // Ours: neither the page's scrolling nor the app's own keys should act on it, too.
    event.preventDefault();
    event.stopPropagation();
    follows.current = true;
    onChoose(next);
  }

  function placeUnder({ clientX, clientY, currentTarget }: MouseEvent): OverviewPlace {
    const box = currentTarget.getBoundingClientRect();
    return placeAt(layout, rows, clientX - box.left, clientY - box.top);
  }

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={name}
      aria-rowcount={rows.length + 1}
      aria-colcount={most + 1}
      className="layers-overview__grid"
      style={{
        left: layout.left,
        top: layout.top,
        width: layout.width - layout.left,
        height: layout.height - layout.top,
      }}
      onKeyDown={move}
      onPointerMove={(event) => event.pointerType === 'touch' || onPoint(placeUnder(event))}
      onPointerLeave={() => onPoint(null)}
      onClick={(event) => {
        // A screen reader clicks on the cell's own element, which is out of sight and not where the map is.
        onChoose(placeOf(event.target) ?? placeUnder(event));
      }}
    >
      <div className="visually-hidden" role="rowgroup">
        <div role="row" aria-rowindex={1}>
          <span role="columnheader" aria-colindex={1}>
            layer
          </span>
          {range(shownHeads).map((head) => (
            <span key={head} role="columnheader" aria-colindex={head + 2}>
              Q {head}
            </span>
          ))}
        </div>
        {range(shownRows).map((row) => {
          const heads = rows[row] as OverviewRow;
          return (
            <div key={row} role="row" aria-rowindex={row + 2}>
              <span role="rowheader" aria-colindex={1}>
                layer {heads.layer}
              </span>
              {range(shownHeads).map(
                (head) =>
                  head < heads.numHeads && (
                    <span
                      key={head}
                      role="gridcell"
                      aria-colindex={head + 2}
                      tabIndex={row === active.row && head === active.head ? 0 : -1}
                      data-place={`${row} ${head}`}
                    >
                      {placeWords(heads, head)}
                    </span>
                  ),
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** "layer 3, query head 5, KV head 1" */
export function placeWords(row: OverviewRow, head: number): string {
  const words = `layer ${row.layer}, query head ${head}, KV head ${kvHeadOf(head, row)}`;
  if (row.failed) return `${words}: can’t be read`;
  return row.maps ? words : `${words}: not read yet`;
}

/** The place of a cell's element; null for anything else. */
function placeOf(target: EventTarget): OverviewPlace | null {
  const place = target instanceof HTMLElement ? target.dataset['place'] : undefined;
  if (place === undefined) return null;
  const [row, head] = place.split(' ').map(Number) as [number, number];
  return { row, head };
}

function range({ from, to }: { readonly from: number; readonly to: number }): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
