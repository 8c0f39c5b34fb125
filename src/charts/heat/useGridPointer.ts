import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { type MapCell, sameCell } from '../cells/cell.ts';
import { headOf, positionOf } from '../cells/elements.ts';

/**
 * Hover with a mouse or a pen; click or tap locks. One set of handlers for the grid, however many maps it has.
 * `sequenceLength` is 0 while there are no maps; `extent` is the positions that a map's side stands for.
 */
export function useGridPointer(
  sequenceLength: number,
  extent: number,
  onHover: (cell: MapCell | null) => void,
  toggleLock: (cell: MapCell) => void,
) {
  const last = useRef<MapCell | null>(null);

  function hover(next: MapCell | null) {
    if (sameCell(next, last.current)) return;
    last.current = next;
    onHover(next);
  }

  return {
    onPointerMove(event: PointerEvent) {
      // A finger that scrolls past would leave a trail of lit cells.
      if (event.pointerType !== 'touch') hover(pointerCell(event, sequenceLength, extent));
    },
    onPointerLeave(event: PointerEvent) {
      if (event.pointerType !== 'touch') hover(null);
    },
    onClick(event: MouseEvent) {
      const target = pointerCell(event, sequenceLength, extent);
      if (target) toggleLock(target);
    },
  };
}

/** The cell under the pointer, or null between the maps. */
function pointerCell(event: MouseEvent<Element>, sequenceLength: number, extent: number): MapCell | null {
  const target = event.target as Element;
  const queryHead = headOf(target);
  if (queryHead === null || sequenceLength === 0) return null;
  // A screen reader clicks on the cell's own element, which is out of sight and not where the cell is.
  const position = positionOf(target) ?? positionUnder(event, sequenceLength, extent);
  return position && { queryHead, ...position };
}

function positionUnder({ target, clientX, clientY }: MouseEvent<Element>, sequenceLength: number, extent: number) {
  const box = (target as Element).closest('[data-query-head]')?.getBoundingClientRect();
  if (!box) return null;
  return {
    queryPosition: positionAt(((clientY - box.top) / box.height) * extent, sequenceLength),
    keyPosition: positionAt(((clientX - box.left) / box.width) * extent, sequenceLength),
  };
}

/** A place along the axis, in positions; the far edge, and what a last block is short of, still belong to the last. */
function positionAt(place: number, sequenceLength: number): number {
  return Math.min(sequenceLength - 1, Math.max(0, Math.floor(place)));
}
