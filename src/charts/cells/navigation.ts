import type { MapCell } from './cell.ts';

type Position = Pick<MapCell, 'queryPosition' | 'keyPosition'>;

/** The place that `key` leads to among maps in rows of `columns`, or null where the key moves nothing. Never wraps. */
export function nextMap(key: string, place: number, numHeads: number, columns: number): number | null {
  const column = place % columns;
  switch (key) {
    case 'ArrowLeft':
      return column > 0 ? place - 1 : place;
    case 'ArrowRight':
      return column < columns - 1 && place < numHeads - 1 ? place + 1 : place;
    case 'ArrowUp':
      return place >= columns ? place - columns : place;
    case 'ArrowDown':
      return place + columns < numHeads ? place + columns : place;
    case 'Home':
      return 0;
    case 'End':
      return numHeads - 1;
    default:
      return null;
  }
}

/** The cell that `key` leads to within one map, or null where the key moves nothing. Never wraps. */
export function nextCell(key: string, cell: Position, sequenceLength: number): Position | null {
  const { queryPosition, keyPosition } = cell;
  const last = sequenceLength - 1;
  switch (key) {
    case 'ArrowLeft':
      return { queryPosition, keyPosition: Math.max(0, keyPosition - 1) };
    case 'ArrowRight':
      return { queryPosition, keyPosition: Math.min(last, keyPosition + 1) };
    case 'ArrowUp':
      return { queryPosition: Math.max(0, queryPosition - 1), keyPosition };
    case 'ArrowDown':
      return { queryPosition: Math.min(last, queryPosition + 1), keyPosition };
    case 'Home':
      return { queryPosition, keyPosition: 0 };
    case 'End':
      return { queryPosition, keyPosition: last };
    case 'PageUp':
      return { queryPosition: 0, keyPosition };
    case 'PageDown':
      return { queryPosition: last, keyPosition };
    default:
      return null;
  }
}
