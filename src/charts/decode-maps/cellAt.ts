import type { MapCell } from '../cells/cell.ts';

interface Pointed {
  readonly target: EventTarget;
  readonly clientX: number;
  readonly clientY: number;
}

/** Returns the cell under a pointer, among maps of `capacity` cells a side; null between the maps. */
export function cellAt({ target, clientX, clientY }: Pointed, capacity: number): MapCell | null {
  const map = (target as Element).closest<HTMLElement>('[data-head]');
  if (!map) return null;
  const box = map.getBoundingClientRect();
  const at = (place: number, size: number) =>
    Math.min(capacity - 1, Math.max(0, Math.floor((place / size) * capacity)));
  return {
    queryHead: Number(map.dataset['head']),
    queryPosition: at(clientY - box.top, box.height),
    keyPosition: at(clientX - box.left, box.width),
  };
}
