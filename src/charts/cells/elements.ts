import type { MapCell } from './cell.ts';

/** The query head of the map that `target` belongs to, or null outside the maps. */
export function headOf(target: Element): number | null {
  const head = target.closest<HTMLElement>('[data-query-head]')?.dataset['queryHead'];
  return head === undefined ? null : Number(head);
}

/** The positions of a cell's element, or null where `target` is none. */
export function positionOf(target: Element): Pick<MapCell, 'queryPosition' | 'keyPosition'> | null {
  const { queryPosition, keyPosition } = target instanceof HTMLElement ? target.dataset : {};
  if (queryPosition === undefined || keyPosition === undefined) return null;
  return { queryPosition: Number(queryPosition), keyPosition: Number(keyPosition) };
}
