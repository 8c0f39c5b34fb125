import type { MouseEvent } from 'react';
import type { MapCell } from './cell.ts';

/** The cell under the pointer, or null between the maps. One function for the grid, however many maps it has. */
export function pointerCell(event: MouseEvent<Element>, sequenceLength: number): MapCell | null {
  const map = (event.target as Element).closest<HTMLElement>('[data-query-head]');
  if (!map || sequenceLength === 0) return null;
  const { left, top, width, height } = map.getBoundingClientRect();
  return {
    queryHead: Number(map.dataset['queryHead']),
    queryPosition: positionAt((event.clientY - top) / height, sequenceLength),
    keyPosition: positionAt((event.clientX - left) / width, sequenceLength),
  };
}

/** `fraction` of the axis, 0 … 1, to a position; the far edge still belongs to the last. */
function positionAt(fraction: number, sequenceLength: number): number {
  return Math.min(sequenceLength - 1, Math.max(0, Math.floor(fraction * sequenceLength)));
}
