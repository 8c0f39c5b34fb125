import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { type MapCell, sameCell } from '../cells/cell.ts';
import { headOf, positionOf } from '../cells/elements.ts';

/** Smaller cells, in px, can't be hit on purpose. */
const LEAST_CELL_PX = 8;

interface GridPointerOptions {
  /** 0 while there are no maps. */
  readonly sequenceLength: number;
  /** Positions that a map's side stands for. */
  readonly extent: number;
  readonly onHover: (cell: MapCell | null) => void;
  readonly toggleLock: (cell: MapCell) => void;
  /** Gives what is meant by a click on a cell that is too small to be hit; without it, every click is exact. */
  readonly meant?: ((cell: MapCell) => MapCell) | undefined;
  /** The head that a tap has enlarged: the next tap on it locks. Without it, the first does. */
  readonly previewed?: number | null | undefined;
}

/**
 * Hover with a mouse or a pen; click or tap locks. One set of handlers for the grid, however many maps it has.
 */
export function useGridPointer(options: GridPointerOptions) {
  const { sequenceLength, extent, onHover, toggleLock, meant, previewed } = options;
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
      if (!target) return;
      const cell = meant && isTooSmall(event, extent) ? meant(target) : target;
      const isTap = (event.nativeEvent as Partial<globalThis.PointerEvent>).pointerType === 'touch';
      if (isTap && previewed !== undefined && previewed !== target.queryHead) onHover(cell);
      else toggleLock(cell);
    },
  };
}

/** True when cells on screen are too small to be hit. What a screen reader clicks on is the cell itself. */
function isTooSmall({ target }: MouseEvent<Element>, extent: number): boolean {
  const box = (target as Element).closest('[data-query-head]')?.getBoundingClientRect();
  return box !== undefined && positionOf(target as Element) === null && box.width < LEAST_CELL_PX * extent;
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
